// The second recipe: the fourteen calls of the question's livechat script, each in an editor, for a visitor whose token
// and room are made here, as the script makes them.
import { batch, effect, signal, type ReadonlySignal, type Signal } from '@preact/signals-core'
import type { WireConsole } from './console.ts'
import { layOut } from './json-text.ts'
import { LIVECHAT_CALLS, type LivechatCall } from './livechat-calls.table.ts'
import { makeId } from './ports.ts'
import { MASK } from './secrets.ts'
import type { Request } from './request.ts'

/** Who the visitor is, and what he says. */
export interface Visitor {
  readonly name: Signal<string>
  readonly email: Signal<string>
  readonly text: Signal<string>
  /** Whoever has it, is him: it counts as a secret. */
  readonly token: ReadonlySignal<string>
  readonly roomId: ReadonlySignal<string>
}

export interface LivechatRecipe {
  readonly visitor: Visitor
  /** In the order of {@link LIVECHAT_CALLS}. */
  readonly calls: readonly Request[]
  /** What the recording calls them. */
  readonly titles: Readonly<Record<string, string>>
  /** Another token and another room: nothing of the visitor before is his. */
  readonly newVisitor: () => void
  /** Opens and sends all fourteen. What a release does not have any more is refused, and the next is sent all the same. */
  readonly runAll: () => Promise<boolean>
}

/** What the log and the programs call them: `livechat-1` … */
const callName = (index: number): string => `livechat-${index + 1}`

/** @param now Milliseconds since 1970. */
export function createLivechat(
  model: WireConsole,
  { random, now }: { readonly random: () => number; readonly now: () => number },
): LivechatRecipe {
  const token = signal(makeId(random))
  const roomId = signal(makeId(random))
  const visitor: Visitor = {
    name: signal('user28'),
    email: signal('user28@example.com'),
    text: signal('first message'),
    token,
    roomId,
  }
  /** Until when history is asked for: after the message that was sent, by the server's own clock. */
  const until = signal(now())
  /** Each message that the server has leaves its id behind. */
  const messageId = signal(makeId(random))
  // The token stands in places of which no name says so.
  const masks = {
    hide: (text: string) => text.replaceAll(token.value, MASK),
    fill: (text: string) => text.replaceAll(MASK, token.peek()),
  }
  effect(() => model.learnSecret(token.value))

  const withArgs = (args: unknown): unknown => ({ useCollection: false, args: [args] })
  const parameters: readonly (() => readonly unknown[])[] = [
    () => [],
    () => [token.value, null],
    () => [token.value],
    () => [],
    () => [{ token: token.value, name: visitor.name.value, email: visitor.email.value, department: null }],
    () => ['null/typing', 'guest', true, { token: token.value }],
    () => [{ _id: messageId.value, rid: roomId.value, msg: visitor.text.value, token: token.value }, null],
    () => [token.value, { visitor: token.value }],
    () => [{ token: token.value, rid: roomId.value, ts: { $date: until.value }, limit: 50 }],
    () => [roomId.value, withArgs({ visitorToken: token.value })],
    () => [{ roomId: roomId.value, token: token.value }],
    () => [roomId.value, withArgs({ visitorToken: token.value })],
    () => [`${roomId.value}/typing`, withArgs({ token: token.value })],
    () => [token.value],
  ]
  const calls = LIVECHAT_CALLS.map((call, index) =>
    model.makeRequest(
      callName(index),
      (round) => {
        const id = round === 1 ? `${index + 1}` : `${index + 1}-${round}`
        return layOut(JSON.stringify(frameOf(call, id, parameters[index]?.() ?? [])))
      },
      masks,
    ),
  )
  const sending = calls[LIVECHAT_CALLS.findIndex(({ call }) => call === 'sendMessageLivechat')]
  effect(() => {
    const outcome = sending?.outcome.value
    if (outcome?.kind !== 'answered' || outcome.frame.msg !== 'result') return
    const { ts } = (outcome.frame.result ?? {}) as { ts?: unknown }
    batch(() => {
      messageId.value = makeId(random)
      if (ts instanceof Date) until.value = ts.getTime() + 1
    })
  })

  return {
    visitor,
    calls,
    titles: Object.fromEntries(LIVECHAT_CALLS.map(({ call }, index) => [callName(index), `${index + 1} ${call}`])),
    newVisitor: () =>
      batch(() => {
        token.value = makeId(random)
        roomId.value = makeId(random)
        messageId.value = makeId(random)
        for (const request of calls) request.reset()
      }),
    runAll: () => model.runInOrder(calls, 'go on'),
  }
}

function frameOf({ call, frame }: LivechatCall, id: string, params: readonly unknown[]): unknown {
  switch (frame) {
    case 'connect':
      return { msg: 'connect', version: '1', support: ['1', 'pre2', 'pre1'] }
    case 'sub':
      return { msg: 'sub', id, name: call, params }
    case 'method':
      return { msg: 'method', method: call, params, id }
  }
}
