// A client with `#general` at hand, at a server whose REST routes the test writes down. What the tests of routing stand on.
import { general } from './room-rig.ts'
import { settle } from './rig.ts'

/** What a route answers. */
export type Answer = (init?: RequestInit) => Response | Promise<Response>

export const json =
  (body: unknown, status = 200): Answer =>
  () =>
    Response.json(body, { status })
export const refused: Answer = () => Promise.reject(new TypeError('Failed to fetch'))
/** Until it is given up. */
export const hanging: Answer = (init) =>
  new Promise((_, reject) => {
    init?.signal?.addEventListener('abort', () => reject(init.signal!.reason as Error))
  })
export const release = (version: string): Answer => json({ version, success: true })

/** `#general`, at a server with these routes; all others are missing. */
export async function at(routes: Record<string, Answer>) {
  const asked: [name: string, input: unknown][] = []
  const r = await general(
    { token: 'T' },
    {
      fetch: async (address, init) => {
        const url = new URL(address)
        const name = `${init?.method ?? 'GET'} ${url.pathname}`
        const query = Object.fromEntries(url.searchParams)
        asked.push([name, init?.body ? (JSON.parse(init.body as string) as unknown) : query])
        return (routes[name] ?? json({ status: 'error', message: 'API endpoint does not exist' }, 404))(init)
      },
    },
  )
  asked.length = 0
  return { ...r, asked }
}

export const methods = ({ live }: { live: Awaited<ReturnType<typeof general>>['live'] }, name: string): number =>
  live.sentOf('method').filter(({ method }) => method === name).length

/** Answers the newest call of a method with an error. */
export async function refuse(r: Awaited<ReturnType<typeof general>>, method: string, error: object): Promise<void> {
  const call = r.live.sentOf('method').findLast((frame) => frame.method === method)!
  r.live.receive({ msg: 'result', id: call.id, error: { error: 500, ...error } })
  await settle()
}

export const GONE = { error: 404, reason: "Method 'x' not found" }
export const INFO = 'GET /api/info'
export const OK = json({ success: true })
