// A storage for tokens in memory, and what the tests of it have in common.
import type { FakeSocket } from '@quindar/testkit'
import '../../src/client/login/login-others.ts'
import { answer, rig, settle } from './rig.ts'

export const KEY = 'token/http://localhost:3000'
export const ALICE = { id: 'u1', token: 'fresh', tokenExpires: new Date(2e12), type: 'password' }

/** A storage in memory, and everything that was done to it. */
export function memory(entries: Record<string, string> = {}) {
  const kept = new Map(Object.entries(entries))
  const done: string[] = []
  const tokens = {
    entries: (prefix: string) => Promise.resolve([...kept].filter(([key]) => key.startsWith(prefix))),
    set(key: string, value: string) {
      done.push(`set ${value}`)
      kept.set(key, value)
      return Promise.resolve()
    },
    delete(key: string) {
      done.push('delete')
      kept.delete(key)
      return Promise.resolve()
    },
  }
  return { tokens, kept, done }
}

export const text = (token: string, name?: string) => JSON.stringify({ token, ...(name && { name }) })

/** What was sent as logins. */
export const logins = (socket: FakeSocket) =>
  socket.sentOf('method').flatMap(({ method, params }) => (method === 'login' ? params : []))

export async function refuse(socket: FakeSocket, error: string | number): Promise<void> {
  const login = socket.sentOf('method').findLast(({ method }) => method === 'login')
  socket.receive({ msg: 'result', id: login!.id, error: { error, reason: 'no' } })
  await settle()
}

/** What is loaded on demand is there from then on, so that only the fake clock decides when things happen. */
export async function warmUp(): Promise<void> {
  const { tokens } = memory({ [KEY]: text('T') })
  const made = rig({ tokens })
  const socket = await made.open()
  await new Promise<void>((resolve) => {
    made.rc.on('user', () => resolve())
    const wait = (): void => {
      if (socket.sentOf('method').length > 0) void answer(socket, 'login', ALICE)
      else setImmediate(wait)
    }
    wait()
  })
}
