// What a server refuses: Rocket.Chat's own code in a typed error, and the visitor's text still there.
import { expect, onTestFinished, test } from 'vitest'
import { connect, ConnectionError, MethodError, RoomClosedError } from 'quindar'
import {
  cannotStart,
  codeOf,
  collect,
  edition,
  failed,
  hurry,
  openServer,
  PATIENTLY,
  roomIdOf,
  said,
  setStage,
  status,
  storage,
  visitorAt,
  withoutRest,
} from './stage.ts'

test.each([
  ['REST', {}],
  ['methods alone', withoutRest()],
])('nobody there, by %s: it says so, keeps the text, and the form takes it', async (name, generation) => {
  const server = await openServer()
  const chat = visitorAt(server.url, generation)
  const release = name === 'REST' ? 0 : (edition.compat ?? 0)
  if (release >= 7) {
    await cannotStart(chat)
    return
  }
  expect(await chat.start({ name: 'Ada', email: 'ada@example.com' })).toMatchObject({
    status: 'registered',
    // From 5 on no method tells who is there, before somebody says something.
    online: release >= 5 ? undefined : false,
    roomId: undefined,
  })
  expect(await codeOf(chat.send('Is anybody there?'))).toBe('no-agent-online')
  expect(failed(chat)).toEqual(['Is anybody there?'])
  expect(chat.messages.getSnapshot()[0]?.error).toMatchObject({ error: 'no-agent-online' })
  expect(await codeOf(chat.offline())).toBe('error-offline-form-disabled')
  expect(failed(chat)).toEqual(['Is anybody there?'])

  const { administrator } = await makeOfflineRoom(server.url)
  expect(await chat.offline()).toBe(name === 'REST' ? 'Thank you, your message is with us.' : undefined)
  expect(chat.messages.getSnapshot()).toEqual([])
  await expect
    .poll(async () => (await administrator.history()).map(({ text }) => text).at(-1), PATIENTLY)
    .toBe('Ada <ada@example.com>\nIs anybody there?')
})

async function makeOfflineRoom(url: string) {
  const rc = await connect(url, { user: 'admin', password: 'admin' })
  onTestFinished(() => rc.close())
  await rc.rest('POST /api/v1/channels.create', { name: 'offline-messages' })
  return { administrator: await rc.room('#offline-messages') }
}

test('an agent who comes later gets what is sent again', async () => {
  const server = await openServer()
  const chat = visitorAt(server.url)
  await chat.start({ name: 'Ada' })
  await expect(chat.send('early', { id: 'one-and-the-same' })).rejects.toThrow(MethodError)
  const alice = await connect(server.url, { user: 'alice', password: 'alice' })
  onTestFinished(() => alice.close())
  const { agents } = server.domain.livechat
  const user = await agents.add('alice')
  await agents.setStatus(user, user.id, 'available')
  expect(await chat.send('early', { id: 'one-and-the-same' })).toMatchObject({ id: 'one-and-the-same', status: 'sent' })
  expect(said(chat)).toEqual(['early'])
  expect(chat.state.getSnapshot()).toMatchObject({ status: 'taken', online: true })
})

test('a closed conversation takes nothing, also when this side does not know yet; start begins another', async () => {
  const { visitor, end } = await setStage()
  const deaf = { on: false }
  class Deaf extends WebSocket {
    override set onmessage(listener: ((event: MessageEvent) => unknown) | null) {
      super.onmessage = listener && ((event) => void (deaf.on || listener(event)))
    }
  }
  const chat = visitor({ WebSocket: Deaf })
  const closed = collect(chat, 'closed')
  await chat.start({ name: 'Ada' })
  const roomId = roomIdOf(chat)
  const { id } = await chat.send('Hello')
  deaf.on = true
  await end(roomId)
  expect(status(chat)).toBe('taken')
  const refused = chat.send('One more thing')
  await expect(refused).rejects.toThrow(RoomClosedError)
  await expect(refused).rejects.toThrow('This conversation is closed: open a new one to write again')
  expect(status(chat)).toBe('closed')
  expect(closed).toEqual([{ roomId }])
  expect(failed(chat)).toEqual(['One more thing'])
  for (const command of [chat.send('More'), chat.edit(id, 'x'), chat.delete(id), chat.transfer('any')]) {
    await expect(command).rejects.toThrow(RoomClosedError)
  }
  await expect(chat.upload(new Blob(['x']))).rejects.toThrow(RoomClosedError)
  await chat.close()

  deaf.on = false
  expect((await chat.start()).status).toBe('taken')
  expect(failed(chat)).toEqual(['One more thing', 'More'])
  await chat.send('One more thing', {
    id: chat.messages.getSnapshot().find(({ text }) => text === 'One more thing')?.id,
  })
  expect(failed(chat)).toEqual(['More'])
})

test('a text that is too long stays, on the page and in the storage', async () => {
  const text = 'x'.repeat(5_001)
  const { visitor } = await setStage()
  const kept = storage()
  const chat = visitor({ storage: kept })
  await chat.start({ name: 'Ada' })
  expect(await codeOf(chat.send(text))).toBe('error-message-size-exceeded')
  expect(failed(chat)).toEqual([text])
  expect([...kept.items.values()].join()).toContain(text)
  await chat.send('shorter')
  expect(said(chat)).toEqual(['shorter', text])
})

test('what passes by itself is waited for: a limit, a blocked request; a message that had landed is not sent twice', async () => {
  const { visitor } = await setStage({ compat: 9 })
  const answers: ((url: string, init?: RequestInit) => Promise<Response>)[] = [
    () =>
      Promise.resolve(
        Response.json({ errorType: 'error-too-many-requests', details: { timeToReset: 9 } }, { status: 429 }),
      ),
    () => Promise.reject(new TypeError('Failed to fetch')),
    async (url, init) => {
      await fetch(url, init)
      return Response.json({ success: false, error: 'E11000 duplicate key error' }, { status: 400 })
    },
  ]
  const asked: unknown[] = []
  const chat = visitor({
    ...hurry(),
    fetch: (url, init) => {
      if (!url.endsWith('/livechat/message')) return fetch(url, init)
      asked.push((JSON.parse(init?.body as string) as { _id: string })._id)
      return (answers.shift() ?? fetch)(url, init)
    },
  })
  await chat.start({ name: 'Ada' })
  const shown: unknown[] = []
  chat.messages.subscribe(() => shown.push(chat.messages.getSnapshot().find(({ text }) => text === 'patience')?.status))
  const { id, status: how } = await chat.send('patience')
  expect(shown[0]).toBe('pending')
  expect(shown).not.toContain('failed')
  expect(how).toBe('sent')
  expect(asked).toEqual([id, id, id])
  await chat.send('after it')
  await expect.poll(() => said(chat), PATIENTLY).toEqual(['patience', 'after it'])
  expect(failed(chat)).toEqual([])
})

test('a department that is not there, in start and in a transfer', async () => {
  const { visitor } = await setStage()
  const chat = visitor()
  expect(await codeOf(chat.start({ department: 'nowhere' }))).toBe('error-invalid-department')
  expect(status(chat)).toBe('idle')
  await chat.start({ name: 'Ada' })
  expect(await codeOf(chat.transfer('nowhere'))).toBe('error-invalid-department')
  expect(status(chat)).toBe('taken')
})

test('nobody has started: every command says so, and sending starts', async () => {
  const { visitor } = await setStage()
  const waits: number[] = []
  const chat = visitor({
    setTimeout: (task, ms) => {
      waits.push(ms)
      return setTimeout(task, ms)
    },
  })
  for (const command of [chat.edit('id', 'x'), chat.rate(5), chat.identify({}), chat.page({ title: 'a', href: 'b' })]) {
    await expect(command).rejects.toThrow('There is no visitor yet: call start first')
  }
  await chat.send('straight away')
  expect(said(chat)).toEqual(['straight away'])
  expect(status(chat)).toBe('taken')
  // It is not put off for two seconds and a jitter: it goes out as soon as the visitor has come in.
  expect(waits.filter((ms) => ms > 2_000 && ms < 3_000)).toEqual([])
})

test('after destroy everything rejects, and nothing is left running', async () => {
  const { visitor, server } = await setStage()
  const chat = visitor()
  await chat.start({ name: 'Ada' })
  await chat.destroy()
  await expect.poll(() => server.connections, PATIENTLY).toBe(1)
  await expect(chat.send('nobody hears')).rejects.toThrow(ConnectionError)
})

test('livechat that is switched off says so', async () => {
  const { visitor } = await setStage({ livechat: { enabled: false } })
  await expect(visitor().start()).rejects.toMatchObject({ code: 'not-supported' })
})

test('who waits sees his place, and moves up', async () => {
  const { visitor, alice, server } = await setStage({ livechat: { routing: 'manual' } })
  const first = visitor()
  const second = visitor()
  await first.start({ name: 'Ada' })
  await second.start({ name: 'Bea' })
  const queue = collect(second, 'queue')
  expect(status(second)).toBe('queued')
  await expect
    .poll(() => second.state.getSnapshot().queue, PATIENTLY)
    .toMatchObject({
      position: 2,
      text: 'You are number 2 in the queue.',
    })
  const room = await server.domain.ground.store.room({ id: roomIdOf(first) })
  await alice.rest('POST /api/v1/livechat/inquiries.take', { inquiryId: room?.chat?.inquiryId ?? '' })
  await expect.poll(() => status(first), PATIENTLY).toBe('taken')
  expect(first.state.getSnapshot().queue).toBeUndefined()
  await expect.poll(() => queue.at(-1)?.position, PATIENTLY).toBe(1)
})
