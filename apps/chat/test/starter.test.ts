import type { JoinedRoom } from 'quindar'
import { expect, test } from 'vitest'
import { choicesFor, type Choice, type FoundChannel } from '../model/starter.ts'
import { rig, until } from './rig.ts'

const entry = (id: string, kind: JoinedRoom['kind'], name: string, username?: string): JoinedRoom =>
  ({ id, kind, name, username }) as JoinedRoom
const joined = [
  entry('GENERAL', 'channel', 'general'),
  entry('g1', 'group', 'gang'),
  entry('d1', 'direct', 'Bob Okafor', 'bob'),
]
const channel = (id: string, name: string): FoundChannel => ({ id, name, topic: undefined, members: 1 })
const channels = [channel('GENERAL', 'general'), channel('c2', 'gardening')]

const told = (choices: readonly Choice[]): string[] =>
  choices.map((choice) => {
    if (choice.kind === 'open') return `open ${choice.entry.name}`
    if (choice.kind === 'join') return `join ${choice.channel.name}`
    return `${choice.kind} ${choice.name}`
  })

test('without a word there are one’s own rooms, then channels to join, and nothing to create', () => {
  expect(told(choicesFor('', joined, channels))).toEqual([
    'open general',
    'open gang',
    'open Bob Okafor',
    'join gardening',
  ])
})

test('a word finds in names and usernames, and offers what it could become', () => {
  expect(told(choicesFor('GA', joined, channels))).toEqual([
    'open gang',
    'join gardening',
    'direct GA',
    'channel GA',
    'group GA',
  ])
  expect(told(choicesFor('bob', joined, channels))).toEqual(['open Bob Okafor', 'channel bob', 'group bob'])
  expect(told(choicesFor(' book  club ', joined, channels))).toEqual(['channel book-club', 'group book-club'])
})

test('a name that is taken is not offered again, as the channel of others neither', () => {
  expect(told(choicesFor('Gang', joined, channels))).toEqual(['open gang', 'direct Gang'])
  expect(told(choicesFor('gardening', joined, channels))).toEqual(['join gardening', 'direct gardening'])
})

test('# means channels, @ means people', () => {
  expect(told(choicesFor('#g', joined, channels))).toEqual([
    'open general',
    'open gang',
    'join gardening',
    'channel g',
    'group g',
  ])
  expect(told(choicesFor('@', joined, channels))).toEqual(['open Bob Okafor'])
  expect(told(choicesFor('@carol', joined, channels))).toEqual(['direct carol'])
})

test('a channel is created, joined and opened; a person is written to; what is refused is told', async () => {
  await using r = await rig()
  const bob = await r.other('bob')
  const { rid } = await bob.call('createChannel', 'open-to-all', [], false)
  const { chat } = await r.alice()
  const pick = async (query: string, kind: Choice['kind']) => {
    chat.startConversation()
    chat.starter.value?.search(query)
    const find = () => chat.starter.value?.choices.value.find((choice) => choice.kind === kind)
    await until(() => !chat.starter.value?.loading.value && find())
    await chat.choose(find() as Choice)
  }
  await pick('open', 'join')
  expect(chat.starter.value).toBeUndefined()
  expect(chat.current.value?.id).toBe(rid)
  await until(() => chat.rooms.find(rid))

  await pick('my-own', 'channel')
  await until(() => chat.rooms.list.value.some(({ name, kind }) => name === 'my-own' && kind === 'channel'))
  await pick('just-us', 'group')
  await until(() => chat.rooms.list.value.some(({ name, kind }) => name === 'just-us' && kind === 'group'))
  await pick('@carol', 'direct')
  await until(() => chat.rooms.directs.value.some(({ username }) => username === 'carol'))
  const { id } = chat.current.value ?? {}

  await pick('@nobody-at-all', 'direct')
  expect(chat.starter.value?.trouble.value?.kind).toBe('noSuchUser')
  expect(chat.current.value?.id).toBe(id)
  await pick('what?!', 'channel')
  expect(chat.starter.value?.trouble.value?.kind).toBe('nameInvalid')
  chat.starter.value?.search('what')
  expect(chat.starter.value?.trouble.value).toBeUndefined()
})
