import { expect, test } from 'vitest'
import { rig, until, opened } from './rig.ts'

test('the list has channels by name, then people by name', async () => {
  await using r = await rig()
  const bob = await r.other('bob')
  await bob.call('createChannel', 'zebra', ['alice'], false)
  await bob.call('createChannel', 'Apes-10', ['alice'], false)
  await bob.call('createChannel', 'apes-9', ['alice'], false)
  await bob.call('createPrivateGroup', 'hidden', ['alice'], false)
  const carol = await r.other('carol')
  await (await bob.room('@alice')).send('hi')
  await (await carol.room('@alice')).send('hi')
  const { chat } = await r.alice()
  const mine = new Set(['apes-9', 'Apes-10', 'general', 'hidden', 'zebra'])
  const channels = chat.rooms.channels.value.filter(({ name }) => mine.has(name))
  expect(channels.map(({ name, kind }) => `${kind} ${name}`)).toEqual([
    'channel apes-9',
    'channel Apes-10',
    'channel general',
    'group hidden',
    'channel zebra',
  ])
  const people = chat.rooms.directs.value.filter(({ username }) => username === 'bob' || username === 'carol')
  expect(people.map(({ name, username }) => `${name} @${username}`)).toEqual(['Bob Okafor @bob', '卡罗尔 Carol @carol'])
  expect(chat.rooms.list.value.map(({ id }) => id)).toEqual(
    [...chat.rooms.channels.value, ...chat.rooms.directs.value].map(({ id }) => id),
  )
  expect(chat.rooms.find('GENERAL')).toMatchObject({ topic: 'Everything and anything' })
  expect(chat.rooms.find('GENERAL')?.memberCount).toBeGreaterThanOrEqual(4)
})

test('unread messages, mentions and new rooms arrive live', async () => {
  await using r = await rig()
  const bob = await r.other('bob')
  const { rid } = await bob.call('createChannel', 'news', ['alice'], false)
  const news = await bob.room(rid)
  const toHer = await bob.room('@alice')
  await toHer.send('hello')
  const { chat } = await r.alice()
  const { calling } = chat.rooms
  const unread = chat.rooms.find(toHer.id)?.unread ?? 0
  const before = calling.value
  expect(before).toBeGreaterThanOrEqual(unread)
  expect(chat.rooms.find(rid)).toMatchObject({ unread: 0, mentions: 0, alert: false })
  await news.send('news for all')
  await until(() => chat.rooms.find(rid)?.alert)
  expect(chat.rooms.find(rid)).toMatchObject({ mentions: 0 })
  expect(calling.value).toBe(before)
  await news.send('and for @alice')
  await until(() => chat.rooms.find(rid)?.mentions === 1)
  expect(calling.value).toBe(before + 1)
  await toHer.send('psst')
  await until(() => chat.rooms.find(toHer.id)?.unread === unread + 1)
  expect(calling.value).toBe(before + 2)
  const { rid: brandNew } = await bob.call('createChannel', 'brand-new', ['alice'], false)
  await until(() => chat.rooms.find(brandNew)?.name === 'brand-new')
})

test('a room for the reader’s eyes only says so, and one that he may not read too', async () => {
  await using r = await rig()
  const bob = await r.other('bob')
  const { rid } = await bob.call('createChannel', 'news', ['alice'], true)
  const { rid: closed } = await bob.call('createPrivateGroup', 'closed', [], false)
  const { chat } = await r.alice()
  expect(chat.rooms.find(rid)).toMatchObject({ readOnly: true, mayWrite: false })
  expect(chat.rooms.find('GENERAL')).toMatchObject({ readOnly: false, mayWrite: true })
  chat.open(closed)
  await until(() => chat.current.value?.trouble.value ?? chat.current.value?.parts.value?.timeline.trouble.value)
  const view = chat.current.value
  expect(view?.trouble.value ?? view?.parts.value?.timeline.trouble.value).toEqual({ kind: 'denied' })
})

test('a room that one has left goes away', async () => {
  await using r = await rig()
  const bob = await r.other('bob')
  const { rid } = await bob.call('createChannel', 'short', ['alice'], false)
  const { chat } = await r.alice()
  await until(() => chat.rooms.find(rid))
  const before = chat.rooms.list.value.map(({ id }) => id)
  const { parts } = await opened(chat, rid)
  await parts.room.leave()
  await until(() => !chat.rooms.find(rid))
  expect(chat.rooms.list.value.map(({ id }) => id)).toEqual(before.filter((id) => id !== rid))
})

test('the room of two knows the other, and whether the other is there', async () => {
  await using r = await rig()
  const bob = await r.other('bob')
  const { id, send } = await bob.room('@alice')
  await send('hi')
  const { chat } = await r.alice()
  await until(() => chat.rooms.find(id))
  expect(chat.rooms.find(id)).toMatchObject({ kind: 'direct', username: 'bob', userId: bob.user?.id })
  await until(() => chat.presence.statuses.value[bob.user?.id ?? ''] === 'online')
  await bob.close()
  await until(() => chat.presence.statuses.value[bob.user?.id ?? ''] === 'offline')
})

test('whoever sees the end of a room has read it; whoever is away or further up has not', async () => {
  await using r = await rig()
  const { chat } = await r.alice()
  const bob = await r.other('bob')
  const general = await bob.room('#general')
  const { parts } = await opened(chat, 'GENERAL')
  await general.send('one')
  await until(() => chat.rooms.find('GENERAL')?.alert === false)
  r.visible.value = false
  await general.send('@alice two')
  await until(() => chat.rooms.find('GENERAL')?.unread === 1)
  r.visible.value = true
  await until(() => chat.rooms.find('GENERAL')?.unread === 0)
  parts.timeline.seen(false)
  await general.send('@alice three')
  await until(() => chat.rooms.find('GENERAL')?.unread === 1)
  parts.timeline.seen(true)
  await until(() => chat.rooms.find('GENERAL')?.unread === 0)
  expect(chat.rooms.find('GENERAL')).toMatchObject({ unread: 0, mentions: 0, alert: false })
})
