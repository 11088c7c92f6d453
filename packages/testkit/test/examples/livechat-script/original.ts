// The script as it stands in the question, run without time and without a network: what it sends, in its order.

import { readFileSync } from 'node:fs'
import { createContext, runInContext } from 'node:vm'

const text = readFileSync(new URL('main.js.txt', import.meta.url), 'utf8')
const PLACEHOLDER = 'ws://[rocketChatIP]:[rocketChatPort]/websocket'

/** The text with the one thing filled in that it leaves open. */
export function originalScript(url: string): string {
  if (text.split(PLACEHOLDER).length !== 2) throw new Error('The script leaves something else open than it did.')
  return text.replace(PLACEHOLDER, url)
}

interface Sent {
  readonly frames: Record<string, unknown>[]
  readonly visitor: { chatToken: string; chatRoomId: string; name: string; email: string; guestName: string }
}

/** Every timer runs in the order of its milliseconds; the socket takes everything. */
export function sentByTheOriginal(): Sent {
  const frames: Record<string, unknown>[] = []
  const timers: { task: () => void; ms: number }[] = []
  class WebSocket {
    send(data: string): void {
      frames.push(JSON.parse(data) as Record<string, unknown>)
    }
  }
  const context = createContext({
    WebSocket,
    console: { log: () => undefined },
    setTimeout: (task: () => void, ms: number) => timers.push({ task, ms }),
  })
  runInContext(originalScript('ws://nowhere/websocket'), context)
  for (const { task } of timers.toSorted((a, b) => a.ms - b.ms)) task()
  const visitor = runInContext('({ chatToken, chatRoomId, name, email, guestName })', context) as Sent['visitor']
  return { frames, visitor }
}
