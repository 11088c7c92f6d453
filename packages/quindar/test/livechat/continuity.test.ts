// One conversation over reloads and tabs, and nothing of it after logout.
import { expect, test } from 'vitest'
import { RoomClosedError } from 'quindar'
import {
  cannotStart,
  collect,
  edition,
  PATIENTLY,
  roomIdOf,
  said,
  setStage,
  status,
  storage,
  withoutRest,
} from './stage.ts'

test.each([
  ['REST', {}],
  ['methods alone', withoutRest()],
])('a reload in the middle shows the same conversation and goes on with it, by %s', async (name, generation) => {
  const { visitor, reply } = await setStage()
  const kept = storage()
  const before = visitor({ storage: kept, ...generation })
  expect(before.returning).toBe(false)
  if (name !== 'REST' && (edition.compat ?? 0) >= 7) {
    await cannotStart(before)
    return
  }
  await before.start({ name: 'Ada' })
  await before.send('Hello')
  const roomId = roomIdOf(before)
  await reply(roomId, 'Hi')
  await expect.poll(() => said(before), PATIENTLY).toEqual(['Hello', 'Hi'])
  await before.destroy()
  await reply(roomId, 'Still there?')

  const after = visitor({ storage: kept, ...generation })
  const messages = collect(after, 'message')
  expect(after.returning).toBe(true)
  const state = await after.start()
  expect(state).toMatchObject({ status: 'taken', roomId, visitor: { name: 'Ada' }, agent: { name: 'Alice Chen' } })
  expect(said(after)).toEqual(['Hello', 'Hi', 'Still there?'])
  expect(
    after.messages
      .getSnapshot()
      .map(({ mine }) => mine)
      .at(-1),
  ).toBe(false)
  expect(messages).toEqual([])
  await after.send('Yes')
  await reply(roomId, 'Good')
  await expect.poll(() => messages.map(({ text }) => text), PATIENTLY).toEqual(['Yes', 'Good'])
})

test('a second tab shows it live; closed in one, it is closed in the other', async () => {
  const { visitor, reply } = await setStage()
  const kept = storage()
  const one = visitor({ storage: kept })
  await one.start({ name: 'Ada' })
  await one.send('Hello')
  const two = visitor({ storage: kept })
  const typing = collect(two, 'typing')
  await two.start()
  expect(roomIdOf(two)).toBe(roomIdOf(one))
  await one.typing()
  await one.send('from one')
  await two.send('from two')
  await reply(roomIdOf(one), 'to both')
  for (const tab of [one, two]) {
    await expect.poll(() => said(tab), PATIENTLY).toEqual(['Hello', 'from one', 'from two', 'to both'])
  }
  // One's own writing in another tab is not the agent's.
  expect(typing).toEqual([])

  const closed = collect(two, 'closed')
  await one.close()
  await expect.poll(() => status(two), PATIENTLY).toBe('closed')
  expect(closed).toEqual([{ roomId: roomIdOf(one) }])
  await expect(two.send('too late')).rejects.toThrow(RoomClosedError)
})

test('what was closed while nobody was here is shown once more, and start begins another', async () => {
  const { visitor, end } = await setStage()
  const kept = storage()
  const before = visitor({ storage: kept })
  await before.start({ name: 'Ada' })
  await before.send('Hello')
  const roomId = roomIdOf(before)
  await before.destroy()
  await end(roomId)

  const after = visitor({ storage: kept })
  expect(await after.start()).toMatchObject({ status: 'closed', roomId })
  expect(said(after)).toEqual(['Hello'])
  await after.rate(4)
  const another = await after.start()
  expect(another).toMatchObject({ status: 'taken', visitor: { name: 'Ada' } })
  expect(another.roomId).not.toBe(roomId)
  expect(said(after)).toEqual([])
  await after.send('Me again')
  expect(said(after)).toEqual(['Me again'])
})

test('after logout nothing of the former visitor is left, and the next one is another', async () => {
  const { visitor, server, reply } = await setStage()
  const kept = storage()
  const chat = visitor({ storage: kept })
  await chat.start({ name: 'Ada', email: 'ada@example.com' })
  await chat.send('Hello')
  const former = { room: roomIdOf(chat), token: [...kept.items.values()].join(), client: chat.client }
  expect(former.token).toMatch(/"token":"[0-9a-f]{40}"/)
  const heard = collect(chat, 'message')
  const states = collect(chat, 'state')
  chat.logout()
  expect(kept.items.size).toBe(0)
  // Everything that the client held is gone with it: its subscriptions, its timeline, what waited.
  expect(chat.client).not.toBe(former.client)
  expect(former.client.state.getSnapshot().status).toBe('closed')
  // Two sockets: alice's, and the new client's.
  await expect.poll(() => server.connections, PATIENTLY).toBe(2)
  await reply(former.room, 'Still there?')
  expect(chat.state.getSnapshot()).toEqual({
    status: 'idle',
    online: undefined,
    visitor: undefined,
    roomId: undefined,
    agent: undefined,
    queue: undefined,
    departments: [],
  })
  expect(chat.messages.getSnapshot()).toEqual([])
  expect(chat.returning).toBe(false)

  const next = await chat.start()
  expect(next.roomId).not.toBe(former.room)
  expect(next.visitor?.name).toBeUndefined()
  expect(next.visitor?.email).toBeUndefined()
  expect([...kept.items.values()].join()).not.toBe(former.token)
  await chat.send('I am somebody else')
  await expect.poll(() => heard.map(({ text }) => text), PATIENTLY).toEqual(['I am somebody else'])
  expect(said(chat)).toEqual(['I am somebody else'])
  expect(states[0]).toMatchObject({ status: 'idle', visitor: undefined })
  // The conversation is still the agent's: nobody has ended it.
  const room = await server.domain.ground.store.room({ id: former.room })
  expect(room?.chat?.state).toBe('taken')
})

test('what had not been sent when the visitor logged out is sent by nobody', async () => {
  // By REST alone: where it is blocked, there is no other way.
  const { visitor, server } = await setStage({ compat: 9 })
  const kept = storage()
  let blocked = false
  const chat = visitor({
    storage: kept,
    fetch: (url, init) =>
      blocked && url.endsWith('/livechat/message') ? Promise.reject(new TypeError('blocked')) : fetch(url, init),
  })
  await chat.start({ name: 'Ada' })
  const roomId = roomIdOf(chat)
  blocked = true
  const sending = chat.send('secret')
  await expect.poll(() => [...kept.items.values()].join(), PATIENTLY).toContain('secret')
  chat.logout()
  await expect(sending).rejects.toThrow('The visitor has logged out meanwhile')
  expect(kept.items.size).toBe(0)
  blocked = false
  await chat.start()
  await chat.send('hello')
  expect([...kept.items.values()].join()).not.toContain('secret')
  const history = await server.domain.ground.store.history({ roomId, limit: 100, threads: true })
  expect(history.map(({ text }) => text)).not.toContain('secret')
  expect(said(chat)).toEqual(['hello'])
})

test('a logout in the middle of a start, or of a send, leaves nothing behind either', async () => {
  const { visitor } = await setStage()
  const kept = storage()
  const chat = visitor({ storage: kept })
  const starting = chat.start({ name: 'Ada' })
  await expect.poll(() => kept.items.size, PATIENTLY).toBe(1)
  chat.logout()
  await starting.catch(() => {})
  expect(kept.items.size).toBe(0)
  expect(status(chat)).toBe('idle')

  await chat.start({ name: 'Bea' })
  const sending = chat.send('on its way')
  chat.logout()
  await sending.catch(() => {})
  expect(kept.items.size).toBe(0)
  expect(chat.messages.getSnapshot()).toEqual([])
})

test('a logout in one tab is not undone by the other', async () => {
  const { visitor } = await setStage()
  const kept = storage()
  const one = visitor({ storage: kept })
  await one.start({ name: 'Ada' })
  const two = visitor({ storage: kept })
  await two.start()
  one.logout()
  await two.send('still here')
  await two.close()
  expect(kept.items.size).toBe(0)
})

test('a message whose page died on the way is sent by the next, and once', async () => {
  const { visitor, server } = await setStage()
  const kept = storage()
  const before = visitor({ storage: kept })
  await before.start({ name: 'Ada' })
  await before.destroy()
  const { id: authorId = '', username = '', name = '' } = before.state.getSnapshot().visitor ?? {}
  const author = { id: authorId, username, name }
  const [key = '', text = ''] = [...kept.items][0] ?? []
  const letter = {
    id: 'id-of-the-message',
    roomId: 'livechat',
    text: 'Are you open?',
    author,
    at: 1,
    place: 1,
    holder: '',
  }
  const unsent = { [`outbox/${server.url}/id-of-the-message`]: JSON.stringify(letter) }
  kept.setItem(key, JSON.stringify({ ...JSON.parse(text), unsent }))

  const after = visitor({ storage: kept })
  await after.start()
  await expect.poll(() => said(after), PATIENTLY).toEqual(['Are you open?'])
  await expect.poll(() => kept.items.get(key), PATIENTLY).toContain('"unsent":{}')
  expect(after.messages.getSnapshot().find(({ id }) => id === 'id-of-the-message')?.status).toBe('sent')
  // It had landed, and the page died before it knew.
  await after.destroy()
  kept.setItem(key, JSON.stringify({ ...JSON.parse(text), unsent }))
  const last = visitor({ storage: kept })
  await last.start()
  expect(said(last)).toEqual(['Are you open?'])
  await expect.poll(() => kept.items.get(key), PATIENTLY).toContain('"unsent":{}')
})

test.each(['forbidden', 'full', 'of garbage'])('a storage that is %s disturbs nothing', async (what) => {
  const { visitor } = await setStage()
  const forbidden = (): never => {
    throw new DOMException('The operation is insecure', 'SecurityError')
  }
  const chat = visitor({
    storage: {
      getItem: what === 'of garbage' ? () => '{"token":7' : what === 'full' ? () => null : forbidden,
      setItem: forbidden,
      removeItem: forbidden,
    },
  })
  expect(chat.returning).toBe(false)
  await chat.start({ name: 'Ada' })
  await chat.send('Hello')
  expect(said(chat)).toEqual(['Hello'])
  expect(chat.returning).toBe(true)
  chat.logout()
  expect(chat.returning).toBe(false)
})

test('older messages come page by page, each once', async () => {
  const { visitor, reply } = await setStage()
  const kept = storage()
  const before = visitor({ storage: kept })
  await before.start({ name: 'Ada' })
  const texts = Array.from({ length: 120 }, (_, index) => `line ${index}`)
  for (const text of texts) await reply(roomIdOf(before), text)
  await before.destroy()
  const chat = visitor({ storage: kept })
  await chat.start()
  expect(said(chat)).toEqual(texts.slice(20))
  const older = await chat.history()
  expect(older.filter(({ systemType }) => !systemType).map(({ text }) => text)).toEqual(texts.slice(0, 20))
  expect(said(chat)).toEqual(texts)
  expect(await chat.history()).toEqual([])
})
