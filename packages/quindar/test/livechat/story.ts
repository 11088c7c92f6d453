// A visitor's whole story, from the first word to the rating, at any release and in either generation of calls.
import { expect } from 'vitest'
import { NotSupportedError } from 'quindar'
import {
  collect,
  PATIENTLY,
  roomIdOf,
  said,
  setStage,
  status,
  storage,
  withoutRest,
  type ServerOptions,
} from './stage.ts'

export interface Setting {
  readonly compat?: ServerOptions['compat'] | undefined
  readonly dialect?: ServerOptions['dialect']
  /** REST is not there. */
  readonly methodsOnly?: boolean
}

export const nameOf = ({ compat, dialect = 'meteor', methodsOnly }: Setting): string =>
  `${compat === undefined ? 'every generation at once' : `Rocket.Chat ${compat}`}, ${dialect}${methodsOnly ? ', methods alone' : ''}`

/** Resolves with the states that the visitor has gone through. */
export async function playStory({ compat, dialect = 'meteor', methodsOnly = false }: Setting): Promise<string[]> {
  const mails: { to: string; text: string }[] = []
  const stage = await setStage({
    dialect,
    ...(compat !== undefined && { compat }),
    mail: (mail) => {
      mails.push(mail)
      return Promise.resolve()
    },
  })
  const chat = stage.visitor({ storage: storage(), ...(methodsOnly && withoutRest()) })
  const states = collect(chat, 'state')
  const messages = collect(chat, 'message')
  const typing = collect(chat, 'typing')
  const closed = collect(chat, 'closed')
  const edited = collect(chat, 'edited')

  expect(status(chat)).toBe('idle')
  await chat.start({ name: 'Ada', email: 'ada@example.com', customFields: { plan: 'gold' } })
  expect(chat.state.getSnapshot().visitor).toMatchObject({ name: 'Ada', email: 'ada@example.com' })
  const sent = await chat.send('Hello')
  expect(sent).toMatchObject({ text: 'Hello', status: 'sent', mine: true, author: { name: 'Ada' } })
  const roomId = roomIdOf(chat)
  await expect.poll(() => status(chat), PATIENTLY).toBe('taken')
  expect(chat.state.getSnapshot().agent).toMatchObject({ hidden: false, username: 'alice', name: 'Alice Chen' })

  const { rooms } = await stage.server.domain.ground.store.chats({
    states: ['taken'],
    order: 'begun',
    offset: 0,
    limit: 9,
  })
  expect(rooms.map(({ id }) => id)).toEqual([roomId])

  await stage.reply(roomId, 'How can I help?')
  await expect.poll(() => said(chat), PATIENTLY).toEqual(['Hello', 'How can I help?'])
  expect(messages.filter(({ systemType }) => !systemType).map(({ text, mine }) => [text, mine])).toEqual([
    ['Hello', true],
    ['How can I help?', false],
  ])

  // Each sees the other write, in the words of the release.
  const seen: unknown[][] = []
  const old = compat === 3
  const writing = stage.alice.stream('notify-room', `${roomId}/${old ? 'typing' : 'user-activity'}`)
  await writing.on((...args) => seen.push(args)).ready
  await chat.typing()
  await expect.poll(() => seen, PATIENTLY).toHaveLength(1)
  const { username = '' } = chat.state.getSnapshot().visitor ?? {}
  expect(seen[0]?.slice(0, 2)).toEqual(old ? [username, true] : [username, ['user-typing']])
  const event = old ? 'typing' : 'user-activity'
  const [yes, no] = old ? [true, false] : [['user-typing'], []]
  await stage.alice.call('stream-notify-room', `${roomId}/${event}`, 'alice', yes, {})
  await expect.poll(() => typing, PATIENTLY).toEqual([{ username: 'alice', typing: true }])
  await stage.alice.call('stream-notify-room', `${roomId}/${event}`, 'alice', no, {})
  await expect.poll(() => typing.at(-1), PATIENTLY).toEqual({ username: 'alice', typing: false })

  await chat.page({ title: 'Prices', href: 'https://shop.example/prices' })
  await chat.identify({ name: 'Ada L.' })
  await expect.poll(() => chat.state.getSnapshot().visitor?.name, PATIENTLY).toBe('Ada L.')

  if (methodsOnly) {
    await expect(chat.edit(sent.id, 'Hello!')).rejects.toThrow(NotSupportedError)
    await expect(chat.delete(sent.id)).rejects.toThrow(NotSupportedError)
    await expect(chat.upload(new Blob(['x']))).rejects.toThrow(NotSupportedError)
  } else {
    await chat.edit(sent.id, 'Hello!')
    await expect.poll(() => edited.map(({ text }) => text), PATIENTLY).toEqual(['Hello!'])
    const file = new File(['a,b'], 'table.csv', { type: 'text/csv' })
    const upload = await chat.upload(file, { description: 'of prices', text: 'look' })
    expect(upload).toMatchObject({ text: 'look', mine: true, raw: { attachments: [{ title: 'table.csv' }] } })
    await chat.delete(sent.id)
    await expect.poll(() => said(chat), PATIENTLY).toEqual(['How can I help?', 'look'])
  }

  if (compat === undefined || !methodsOnly) await chat.transcript('ada@example.com')
  if (compat === undefined || compat < 6 || !methodsOnly) {
    await chat.close()
  } else {
    await expect(chat.close()).rejects.toThrow(NotSupportedError)
    const rest = stage.alice.rest('POST /api/v1/livechat/room.closeByUser', { rid: roomId })
    await rest
    await expect.poll(() => status(chat), PATIENTLY).toBe('closed')
  }
  expect(closed).toEqual([{ roomId }])
  await chat.rate({ satisfaction: 5, responsiveness: 4, comment: 'quick' })
  const room = await stage.server.domain.ground.store.room({ id: roomId })
  expect(room?.chat?.survey).toEqual({ satisfaction: '5', agentResposiveness: '4', additionalFeedback: 'quick' })
  expect(mails.map(({ to }) => to)).toEqual(compat === undefined || !methodsOnly ? ['ada@example.com'] : [])

  const order = states.map((state) => state.status).filter((name, index, all) => name !== all[index - 1])
  // Whether the taking was seen before or after the history had come is chance.
  return order.filter((name) => name !== 'queued')
}
