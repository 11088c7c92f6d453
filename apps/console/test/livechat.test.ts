// The second recipe over a socket that the test plays: its frames, its secrets, what is said of an answer; and its
// facts, release by release.
import { METHODS } from 'quindar/protocol'
import { describe, expect, it } from 'vitest'
import { LIVECHAT_CALLS } from '../model/livechat-calls.table.ts'
import { factsOf } from '../model/livechat-facts.ts'
import { createLivechat, type LivechatRecipe } from '../model/livechat.ts'
import { MASK } from '../model/secrets.ts'
import { tellCall } from '../model/tell-call.ts'
import { en } from '../words/en.ts'
import { livechat as words } from '../words/en-livechat.ts'
import { setStage, type Stage } from './stage.ts'

interface LivechatStage extends Stage {
  readonly recipe: LivechatRecipe
  /** What is said of call `number`. */
  readonly told: (number: number) => string | undefined
}

function setLivechat(): LivechatStage {
  const stage = setStage()
  let seed = 0
  const random = (): number => (seed = (seed + 0.37) % 1)
  const recipe = createLivechat(stage.model, { random, now: () => 1_000 })
  const told = (number: number): string | undefined => {
    const call = LIVECHAT_CALLS[number - 1]
    const outcome = recipe.calls[number - 1]?.outcome.value
    return call && outcome && tellCall(outcome, call, factsOf(call), words, en)
  }
  return { ...stage, recipe, told }
}

interface Sent {
  readonly msg: string
  readonly id: string
  readonly method?: string
  readonly name?: string
  readonly params?: unknown[]
}

/** Answers whatever is asked as a good server would; `refuse` names what is gone. */
async function answerAll({ network, recipe }: LivechatStage, refuse: (method: string) => boolean): Promise<Sent[]> {
  const done = recipe.runAll()
  const socket = network.latest()
  socket.open()
  for (let n = 0; n < 14; n++) {
    await expect.poll(() => socket.sentTexts.length).toBe(n + 1)
    const frame = JSON.parse(socket.sentTexts[n] ?? '') as Sent
    if (frame.msg === 'connect') socket.receive({ msg: 'connected', session: 's' })
    else if (frame.msg === 'sub') socket.receive({ msg: 'ready', subs: [frame.id] })
    else if (refuse(frame.method ?? ''))
      socket.receive({
        msg: 'result',
        id: frame.id,
        error: { error: 404, reason: `Method '${frame.method}' not found` },
      })
    else
      socket.receive({
        msg: 'result',
        id: frame.id,
        ...(frame.method === 'sendMessageLivechat' && { result: { ts: new Date(86_400_000) } }),
      })
  }
  await done
  return socket.sentTexts.map((text) => JSON.parse(text) as Sent)
}

describe('the fourteen calls', () => {
  it('are sent in their order, each when the one before was answered, with one token and one room', async () => {
    const stage = setLivechat()
    const frames = await answerAll(stage, () => false)
    expect(frames.map(({ msg, method, name }) => method ?? name ?? msg)).toEqual(LIVECHAT_CALLS.map(({ call }) => call))
    expect(frames.map(({ id }) => id)).toEqual([undefined, ...Array.from({ length: 13 }, (_, n) => `${n + 2}`)])
    const token = stage.recipe.visitor.token.value
    const roomId = stage.recipe.visitor.roomId.value
    expect(token).toMatch(/^\w{17}$/)
    expect(roomId).not.toBe(token)
    expect(frames[1]?.params).toEqual([token, null])
    expect(frames[4]?.params).toEqual([{ token, name: 'user28', email: 'user28@example.com', department: null }])
    expect(frames[5]).toMatchObject({ msg: 'method', params: ['null/typing', 'guest', true, { token }] })
    expect(frames[6]?.params).toMatchObject([{ rid: roomId, msg: 'first message', token }, null])
    expect(frames[7]?.params).toEqual([token, { visitor: token }])
    // After the message, by the clock of the server: this one may be a day off.
    expect(frames[8]?.params).toEqual([{ token, rid: roomId, ts: { $date: 86_400_001 }, limit: 50 }])
    expect(frames[9]?.params).toEqual([roomId, { useCollection: false, args: [{ visitorToken: token }] }])
    expect(frames[10]?.params).toEqual([{ roomId, token }])
    expect(frames[12]).toMatchObject({ msg: 'sub', params: [`${roomId}/typing`, { args: [{ token }] }] })
    expect(stage.told(1)).toBe('The server has accepted.')
    expect(stage.told(5)).toBe('The server has answered.')
    expect(stage.told(10)).toBe('Subscribed. What happens appears below and in the log.')
  })

  it('go on after one that is gone, and say what does the same', async () => {
    const stage = setLivechat()
    await answerAll(stage, (method) => method === 'livechat:registerGuest' || method === 'UserPresence:connect')
    const statuses = stage.recipe.calls.map(({ status }) => status.value)
    expect(statuses.map((status, index) => (status === 'bad' ? index + 1 : 0)).filter(Boolean)).toEqual([5, 8])
    expect(stage.told(5)).toBe(
      "The server refused: Method 'livechat:registerGuest' not found [404] This release does not have the call any more: use POST /api/v1/livechat/visitor, or quindar/livechat, which knows both.",
    )
    expect(stage.told(8)).toBe(
      "The server refused: Method 'UserPresence:connect' not found [404] This release does not have the call any more.",
    )
  })

  it('stop when the connection does', async () => {
    const stage = setLivechat()
    const done = stage.recipe.runAll()
    const socket = stage.network.latest()
    socket.open()
    await expect.poll(() => socket.sentTexts.length).toBe(1)
    socket.drop(1006)
    expect(await done).toBe(false)
    expect(socket.sentTexts).toHaveLength(1)
    expect(stage.model.running.value).toBeUndefined()
  })

  it('say that nobody is on duty', async () => {
    const stage = setLivechat()
    await stage.open()
    void stage.recipe.calls[6]?.run()
    stage.network.latest().receive({
      msg: 'result',
      id: '7',
      error: { error: 'no-agent-online', reason: 'Sorry, no online agents' },
    })
    await expect
      .poll(() => stage.told(7))
      .toContain('[no-agent-online] Nobody is there to take the chat: an agent has to')
  })

  it('get a new message id once one has landed, and nothing of the visitor before after a new one', async () => {
    const stage = setLivechat()
    const { recipe } = stage
    const idOf = (): string =>
      (JSON.parse(recipe.calls[6]?.text.value ?? '') as { params: [{ _id: string }] }).params[0]._id
    const before = idOf()
    await answerAll(stage, () => false)
    expect(idOf()).not.toBe(before)
    const { token, roomId } = recipe.visitor
    const former = [token.value, roomId.value]
    recipe.calls[4]?.edit('{"msg":"ping"}')
    recipe.newVisitor()
    expect(former).not.toContain(token.value)
    expect(former).not.toContain(roomId.value)
    expect(recipe.calls[4]?.text.value).toContain('livechat:registerGuest')
  })
})

it('the visitor’s token is a secret, in places too that no name tells of', async () => {
  const stage = setLivechat()
  const token = stage.recipe.visitor.token.value
  for (const { text } of stage.recipe.calls) expect(text.value).not.toContain(token)
  expect(stage.recipe.calls[7]?.text.value).toContain(`"${MASK}",`)
  const frames = await answerAll(stage, () => false)
  expect(frames[13]?.params).toEqual([token])
  expect(stage.model.log.entries.map(({ masked }) => masked).join()).not.toContain(token)
  stage.model.revealed.value = true
  expect(stage.recipe.calls[7]?.text.value).toContain(token)
})

describe('the facts of a call', () => {
  const standings = (index: number): string =>
    factsOf(LIVECHAT_CALLS[index] as (typeof LIVECHAT_CALLS)[number])
      .releases.map(({ major, standing }) => `${major} ${standing}`)
      .join(', ')

  it.each([
    [1, '3 there, 4 there, 5 there, 6 there, 7 there, 8 there, 9 there'],
    [2, '3 there, 4 there, 5 gone, 6 gone, 7 gone, 8 gone, 9 gone'],
    [5, '3 there, 4 there, 5 there, 6 there, 7 gone, 8 gone, 9 gone'],
    [6, '3 there, 4 there, 5 there, 6 gone, 7 gone, 8 gone, 9 gone'],
    [7, '3 there, 4 there, 5 there, 6 there, 7 there, 8 there, 9 gone'],
    [8, '3 there, 4 there, 5 goes, 6 gone, 7 gone, 8 gone, 9 gone'],
  ])('%i say which releases have it', (number, expected) => {
    expect(standings(number - 1)).toBe(expected)
  })

  it('say what answers 404, and what is only never heard', () => {
    expect(LIVECHAT_CALLS.map((call) => factsOf(call).absent)).toEqual(
      LIVECHAT_CALLS.map(({ call }) => (call === 'stream-notify-room' ? 'silence' : '404')),
    )
    for (const call of LIVECHAT_CALLS) {
      expect(factsOf(call).until).toBe(call.event === 'typing' ? '6.0' : METHODS.get(call.call)?.until)
    }
  })
})
