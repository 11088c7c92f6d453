// A token that the server does not know, from the start or from the middle of a conversation on: what was somebody's stays
// his, who has it is told, and what he wrote is kept.
import { expect, onTestFinished, test } from 'vitest'
import { startFaultProxy, type TestServer } from '@quindar/testkit'
import {
  cannotStart,
  codeOf,
  collect,
  edition,
  failed,
  hurry,
  PATIENTLY,
  roomIdOf,
  said,
  setStage,
  socketThrough,
  status,
  storage,
  withoutRest,
} from './stage.ts'

test('a token that is not known any more opens nothing', async () => {
  const { visitor, server } = await setStage()
  const kept = storage()
  const chat = visitor({ storage: kept })
  await chat.start({ name: 'Ada' })
  const roomId = roomIdOf(chat)
  await chat.send('private')
  await chat.close()
  const [key = '', text = ''] = [...kept.items][0] ?? []
  const foreign = { ...JSON.parse(text), token: 'f'.repeat(40), roomId } as object
  kept.setItem(key, JSON.stringify(foreign))
  const stranger = visitor({ storage: kept })
  const gaps = collect(stranger, 'gap')
  // The conversation that the storage names is not his.
  const state = await stranger.start()
  expect(state.status).toBe('taken')
  expect(state.roomId).not.toBe(roomId)
  expect(said(stranger)).toEqual([])
  expect(gaps).toEqual([])
  expect(server.faults).toEqual([])
})

/** What an administrator does who deletes a contact: the token of that storage is nobody's any more. */
async function forgetVisitor({ domain }: TestServer, { items }: ReturnType<typeof storage>): Promise<void> {
  const { visitors } = domain.livechat
  const [token] = /[0-9a-f]{40}/.exec([...items.values()].join()) ?? []
  const known = await visitors.byToken(token)
  if (!known) throw new Error('Nobody has this token.')
  await visitors.remove(known)
}

test.each([
  ['REST', {}],
  ['methods alone', withoutRest()],
])('a token turns invalid in the middle, by %s: it says so and is over, the text is kept', async (name, generation) => {
  const { visitor, server, end } = await setStage()
  const deaf = { on: false }
  // Answers come, news do not: this side does not know.
  class Deaf extends WebSocket {
    override set onmessage(listener: ((event: MessageEvent) => unknown) | null) {
      super.onmessage =
        listener &&
        ((event) => {
          if (!deaf.on || !String(event.data).includes('"msg":"changed"')) listener(event)
        })
    }
  }
  const kept = storage()
  const chat = visitor({ storage: kept, WebSocket: Deaf, ...generation })
  if (name !== 'REST' && (edition.compat ?? 0) >= 7) {
    await cannotStart(chat)
    return
  }
  const closed = collect(chat, 'closed')
  await chat.start({ name: 'Ada' })
  await chat.send('Hello')
  await expect.poll(() => status(chat), PATIENTLY).toBe('taken')
  const roomId = roomIdOf(chat)
  deaf.on = true
  await end(roomId)
  await forgetVisitor(server, kept)

  const refused = chat.send('Are you there?')
  expect(await codeOf(refused)).toBe('invalid-token')
  expect(failed(chat)).toEqual(['Are you there?'])
  expect([...kept.items.values()].join()).toContain('Are you there?')
  expect(status(chat)).toBe('closed')
  expect(closed).toEqual([{ roomId }])

  deaf.on = false
  const again = await chat.start()
  expect(again.roomId).not.toBe(roomId)
  await chat.send('Are you there?', { id: chat.messages.getSnapshot().find(({ error }) => error)?.id })
  expect(said(chat)).toEqual(['Are you there?'])
  expect(failed(chat)).toEqual([])
  expect(chat.state.getSnapshot().visitor?.name).toBe('Ada')
})

test('a token that turned invalid while the wire was cut is noticed when it is back', async () => {
  const { visitor, server, end } = await setStage()
  const proxy = await startFaultProxy(server.url)
  onTestFinished(() => proxy[Symbol.asyncDispose]())
  const kept = storage()
  const chat = visitor({ ...hurry(), ...socketThrough(proxy.url), storage: kept })
  await chat.start({ name: 'Ada' })
  await chat.send('Hello')
  const roomId = roomIdOf(chat)
  const closed = collect(chat, 'closed')
  await proxy.listen(false)
  await expect.poll(() => chat.client.state.getSnapshot().status, PATIENTLY).not.toBe('open')
  const waiting = codeOf(chat.send('Said meanwhile'))
  await end(roomId)
  await forgetVisitor(server, kept)
  await proxy.listen(true)
  await expect.poll(() => status(chat), PATIENTLY).toBe('closed')
  expect(closed).toEqual([{ roomId }])
  expect(await waiting).toBe('invalid-token')
  expect(failed(chat)).toEqual(['Said meanwhile'])
})
