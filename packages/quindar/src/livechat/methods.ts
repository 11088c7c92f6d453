// The ways of before: what has no route is asked over the socket, by the methods of older servers. Loaded where one is
// needed.
import { ConnectionLostError, MethodError, type Client } from '../client/index.ts'
import { encode, methodError } from '../protocol/index.ts'
import type { Methods } from './ask.ts'
import type { Gateway } from './gateway.ts'
import { METHODS } from './methods.table.ts'

/** What must not be done again where nobody knows whether it has been done. */
const ONCE: readonly string[] = ['transcripts', 'offline messages', 'pages']

/** Calls a method. */
type Call = (method: string, ...params: unknown[]) => Promise<unknown>

export function createMethods(rc: Pick<Client, 'call'>, gateway: Pick<Gateway, 'send' | 'asked'>): Methods {
  const urgently = createUrgentCall(gateway)

  return async (needs, value, urgent) => {
    const line = METHODS[needs]
    if (line === undefined) throw new MethodError(needs, { error: 404 })
    const [name = '', ...words] = line.split(' ')
    const params = words.map(value)
    const retry = ONCE.includes(needs) ? 'once' : 'safe'
    const answer = await (urgent ? urgently(name, ...params) : rc.call({ name, retry }, ...params))
    return needs === 'livechat' ? { config: configOf(answer as InitialData) } : answer
  }
}

/** Calls without waiting for the client, who may be waiting for the answer to go on. */
export function createUrgentCall({ send, asked }: Pick<Gateway, 'send' | 'asked'>): Call {
  let lastId = 0
  return (method, ...params) =>
    new Promise((resolve, reject) => {
      const id = `asked-${++lastId}`
      asked.set(id, (frame) => {
        asked.delete(id)
        if (!frame) reject(new ConnectionLostError(method, true))
        else if (frame.error) reject(methodError(method, frame.error))
        else resolve(frame.result)
      })
      send(JSON.parse(encode({ msg: 'method', id, method, params })) as object)
    })
}

/** What the first method of a visit answers. */
interface InitialData {
  readonly visitor?: unknown
  readonly agentData?: unknown
  readonly fileUpload?: boolean
}

/** The same in the words of today. */
function configOf({ visitor: guest, agentData: agent, fileUpload, ...others }: InitialData): object {
  return { ...others, guest: guest ?? undefined, agent, settings: { fileUpload } }
}
