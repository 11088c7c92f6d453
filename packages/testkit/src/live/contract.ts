// What the client promises, as steps against a server that nobody here has made. Each writes little, and each message is
// deleted in the end.
import { connect, type QuindarError } from 'quindar'
import type { LiveStage } from './stage.ts'

export interface Step {
  /** A claim, in the present tense. */
  readonly name: string
  /** @returns Why it was left out. @throws what is not as it should be. */
  readonly run: (stage: LiveStage) => Promise<string | undefined>
}

const step = (name: string, run: (stage: LiveStage) => Promise<string | undefined | void>): Step => ({
  name,
  run: async (stage) => (await run(stage)) ?? undefined,
})

/** @throws when it does not hold. */
function expect(holds: boolean, what: string): void {
  if (!holds) throw new Error(what)
}

const told = ({ heard }: LiveStage, line: string): number => heard.filter((one) => one === line).length

/** How often a text of ours stands in the room's history. */
async function inHistory({ other, marker, wishes }: LiveStage, text: string): Promise<number> {
  const history = await other.history({ limit: 50, ...wishes })
  return history.filter((message) => message.text === `${marker} ${text}` && message.systemType === undefined).length
}

export const CONTRACT: readonly Step[] = [
  step('what is sent is heard once, and stands in the history', async (stage) => {
    const sent = await stage.say(stage.room, 'one')
    expect(sent.status === 'sent', `the message is ${sent.status}`)
    await stage.until('it is heard', () => told(stage, 'message one') > 0)
    expect(told(stage, 'message one') === 1, 'it was heard more than once')
    expect((await inHistory(stage, 'one')) === 1, 'it is not in the history once')
  }),
  step('what another connection sends is heard', async (stage) => {
    await stage.say(stage.other, 'two')
    await stage.until('it is heard', () => told(stage, 'message two') === 1)
  }),
  step('an edit is heard, and is no new message', async (stage) => {
    const { id } = await stage.say(stage.other, 'three')
    await stage.room.edit(id, `${stage.marker} three, better`, stage.wishes)
    await stage.until('the edit is heard', () => told(stage, 'edited three, better') === 1)
    expect((await inHistory(stage, 'three, better')) === 1, 'the history does not have the new text once')
  }),
  step('a reaction is heard, and so is its end', async (stage) => {
    const { id } = await stage.say(stage.other, 'four')
    await stage.room.react(id, ':wave:', true, stage.wishes)
    await stage.until('the reaction is heard', () => told(stage, 'reactions four') === 1)
    await stage.room.react(id, ':wave:', false, stage.wishes)
    await stage.until('its end is heard', () => told(stage, 'reactions four') === 2)
  }),
  step('an answer goes into the thread of its message', async (stage) => {
    const { id } = await stage.say(stage.room, 'five')
    const answer = await stage.say(stage.room, 'answer', { threadId: id })
    expect(answer.threadId === id, 'the answer is in no thread: are threads switched off?')
  }),
  step('the members hold the user', async ({ room, rc, wishes }) => {
    const { id, username } = rc.user ?? {}
    const { members, total } = await room.members({
      limit: 100,
      ...wishes,
      ...(username !== undefined && { filter: username }),
    })
    expect(total > 0 && members.some((member) => member.id === id), 'they do not: is the user in this room?')
  }),
  step('the room is marked read', async ({ room, wishes }) => {
    await room.markRead(wishes)
  }),
  step('what was said, and edited, while the connection was cut is heard once and in order', async (stage) => {
    const { id } = await stage.say(stage.other, 'before')
    await stage.until('the first is heard', () => told(stage, 'message before') === 1)
    const since = stage.heard.length
    stage.wire.pull()
    await stage.say(stage.other, 'meanwhile')
    await stage.other.edit(id, `${stage.marker} before, better`, stage.wishes)
    await stage.say(stage.other, 'and then')
    stage.wire.plug()
    await stage.until('all of it is heard', () => stage.heard.length >= since + 3)
    await stage.say(stage.other, 'after')
    await stage.until('what comes after is heard', () => told(stage, 'message after') === 1)
    const heard = stage.heard.slice(since)
    const messages = heard.filter((line) => line.startsWith('message')).join(', ')
    expect(messages === 'message meanwhile, message and then, message after', `heard: ${heard.join(', ')}`)
    expect(told(stage, 'edited before, better') === 1, `the edit was not heard once: ${heard.join(', ')}`)
  }),
  step('what is written while the connection is cut arrives once', async (stage) => {
    stage.wire.pull()
    const sending = stage.say(stage.room, 'from the outbox')
    stage.wire.plug()
    const { status } = await sending
    expect(status === 'sent', `the message is ${status}`)
    expect((await inHistory(stage, 'from the outbox')) === 1, 'it is not in the history once')
  }),
  step('what was sent and whose answer was lost arrives once', async (stage) => {
    const lost = stage.wire.loseAnswer('sendMessage')
    const sending = stage.say(stage.room, 'answer lost')
    const first = await Promise.race([lost.then(() => 'lost'), sending.then(() => 'sent over REST')])
    await sending
    expect((await inHistory(stage, 'answer lost')) === 1, 'it is not in the history once')
    return first === 'lost' ? undefined : 'it was sent over REST, whose answers are not lost here'
  }),
  step('a token that is none is refused as one that is not valid any more', async ({ options, patienceMs }) => {
    const rc = connect(options.url, { token: 'quindar-live-no-such-token', connectTimeout: patienceMs })
    const error = await rc.then(
      (client) => client.close().then(() => undefined),
      (reason: unknown) => reason as QuindarError,
    )
    expect(error !== undefined, 'the server let it in')
    expect(error?.code === 'token-expired', `it is refused with: ${error?.message}`)
  }),
  step('a deletion is heard, and the message is gone', async (stage) => {
    const { id } = await stage.say(stage.room, 'to be deleted')
    await stage.until('it is heard', () => told(stage, 'message to be deleted') === 1)
    await stage.room.delete(id, stage.wishes)
    stage.left.delete(id)
    await stage.until('the deletion is heard', () => told(stage, 'deleted to be deleted') === 1)
    await stage.until('it is gone', async () => (await inHistory(stage, 'to be deleted')) === 0)
  }),
]
