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
  expect(chat.rooms.channels.value.map(({ name, kind }) => `${kind} ${name}`)).toEqual([
    'channel apes-9',
    'channel Apes-10',
    'channel general',
    'group hidden',
    'channel zebra',
  ])
  expect(chat.rooms.directs.value.map(({ name, username }) => `${name} @${username}`)).toEqual([
    'Bob Okafor @bob',
    '卡罗尔 Carol @carol',
  ])
  expect(chat.rooms.list.value.map(({ id }) => id)).toEqual(
    [...chat.rooms.channels.value, ...chat.rooms.directs.value].map(({ id }) => id),
  )
  expect(chat.rooms.find('GENERAL')).toMatchObject({ topic: 'Everything and anything', members: 4, readOnly: false })
})

test('unread messages, mentions and new rooms arrive live', async () => {
  await using r = await rig()
  const { chat } = await r.alice()
  const bob = await r.other('bob')
  const general = await bob.room('#general')
  expect(chat.rooms.find('GENERAL')).toMatchObject({ unread: 0, mentions: 0, alert: false })
  await general.send('news for all')
  await until(() => chat.rooms.find('GENERAL')?.alert)
  expect(chat.rooms.calling.value).toBe(0)
  await general.send('and for @alice')
  await until(() => chat.rooms.find('GENERAL')?.mentions === 1)
  expect(chat.rooms.calling.value).toBe(1)
  await (await bob.room('@alice')).send('psst')
  await until(() => chat.rooms.directs.value[0]?.unread === 1)
  expect(chat.rooms.calling.value).toBe(2)
  const { rid } = await bob.call('createChannel', 'brand-new', ['alice'], false)
  await until(() => chat.rooms.find(rid)?.name === 'brand-new')
})

test('a room that one has left goes away', async () => {
  await using r = await rig()
  const bob = await r.other('bob')
  const { rid } = await bob.call('createChannel', 'short', ['alice'], false)
  const { chat } = await r.alice()
  await until(() => chat.rooms.find(rid))
  const { parts } = await opened(chat, rid)
  await parts.room.leave()
  await until(() => !chat.rooms.find(rid))
  expect(chat.rooms.list.value.map(({ name }) => name)).toEqual(['general'])
})

test('the room of two knows the other, also by the other’s id alone', async () => {
  await using r = await rig()
  const bob = await r.other('bob')
  await (await bob.room('@alice')).send('hi')
  const { chat } = await r.alice()
  expect(chat.rooms.directs.value[0]?.peerId).toBe(bob.user?.id)
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
  await until(() => chat.rooms.find('GENERAL')?.lastAt)
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
