// Does over REST what a method does. Loaded where a server has lost a method: the others never need it.
import { ConnectionError } from '../../protocol/index.ts'
import { isMissing } from './missing.ts'
import { TWINS, type Twin } from './twins.ts'

/** What stands for `channels` in the routes of a room, by its type. */
type Kind = 'channels' | 'groups' | 'im'

/** Asks one route. */
export type Put = (route: string, input: object) => Promise<never>

export type OverRest = (method: string, params: readonly unknown[], put: Put) => Promise<unknown>

const KINDS: { readonly [type: string]: Kind } = { p: 'groups', d: 'im' }

export function createOverRest(): OverRest {
  const kinds = new Map<string, Kind>()

  async function kindOf(roomId: string, put: Put): Promise<Kind> {
    const known = kinds.get(roomId)
    if (known) return known
    const { room } = (await put('GET /api/v1/rooms.info', { roomId })) as { room: { t: string } }
    const kind = KINDS[room.t] ?? 'channels'
    kinds.set(roomId, kind)
    return kind
  }

  return async (method, params, put) => {
    const rows = params as never[]
    const { route, room, instead, input, otherwise, answer } = (TWINS as { readonly [name: string]: Twin })[method]!
    const name = room ? route.replace('channels', await kindOf(room(...rows), put)) : (instead?.(...rows) ?? route)
    let found: never
    try {
      found = await put(name, input(...rows))
    } catch (error) {
      if (!otherwise || isMissing(error) || error instanceof ConnectionError) throw error
      found = await put(name, otherwise(...rows))
    }
    return answer?.(found, ...rows)
  }
}
