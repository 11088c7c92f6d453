import { expect, test } from 'vitest'
import { fakeClock } from '@quindar/testkit'
import type { Message, Room } from 'quindar'
import { ASK_AFTER_MS, createMentioning, MENTIONS_SHOWN, type Mentioning } from '../model/mentioning.ts'
import type { ChatPorts } from '../model/ports.ts'

interface Set {
  readonly mentioning: Mentioning
  readonly clock: ReturnType<typeof fakeClock>
  /** What the room was asked, in order. */
  readonly asked: (string | undefined)[]
  readonly usernames: () => string[]
}

/** A room of `people`, of whom `spoken` have said something. */
function set(people: readonly string[], spoken: readonly string[] = [], page = 100): Set {
  const clock = fakeClock()
  const asked: (string | undefined)[] = []
  const named = (username: string) => ({ id: username, username, name: `${username.toUpperCase()} Person` })
  const room = {
    members: ({ filter }: { filter?: string } = {}) => {
      asked.push(filter)
      const fits = people.filter((name) => filter === undefined || name.includes(filter))
      return Promise.resolve({ total: fits.length, members: fits.slice(0, page).map(named) })
    },
  } as unknown as Room
  const mentioning = createMentioning(room, {
    spoken: () => spoken.map((name) => ({ author: named(name) }) as unknown as Message),
    me: () => 'alice',
    ports: clock as unknown as ChatPorts,
  })
  return { mentioning, clock, asked, usernames: () => mentioning.choices.value.map(({ username }) => username) }
}

const look = ({ mentioning }: Set, text: string): void => mentioning.look(text, text.length)

test('an @ at the beginning of a word opens the list; one within a word, or none, does not', () => {
  const s = set([], ['bob'])
  for (const text of ['@', 'hi @', 'hi (@', 'two\n@b', '你好 @b', '@BOB']) {
    look(s, text)
    expect([text, s.usernames()[0]]).toEqual([text, 'bob'])
  }
  for (const text of ['', 'hi', 'a@b', 'mail@bob', '@bob ', '@b!', '@x']) {
    look(s, text)
    expect([text, s.usernames()]).toEqual([text, []])
  }
  s.mentioning.look('@bo and more', 2)
  expect(s.usernames()).toEqual(['bob'])
})

test('who has spoken is offered at once, the rest of a small room when it has answered, oneself never', async () => {
  const s = set(['alice', 'bob', 'carol'], ['carol'])
  look(s, '@')
  expect(s.usernames()).toEqual(['carol', 'all', 'here'])
  await expect.poll(s.usernames).toEqual(['carol', 'bob', 'all', 'here'])
  look(s, '@b')
  await s.clock.advance(ASK_AFTER_MS)
  expect(s.usernames()).toEqual(['bob'])
  // The room is known whole.
  expect(s.asked).toEqual([undefined])
  look(s, '@pers')
  expect(s.usernames()).toEqual(['carol', 'bob'])
  look(s, '@al')
  expect(s.usernames()).toEqual(['all'])
})

test('a large room is asked for the name, when nobody has typed for a moment', async () => {
  const s = set(['bob', 'zoe', 'zora'], [], 1)
  look(s, '@')
  await expect.poll(s.usernames).toEqual(['bob', 'all', 'here'])
  look(s, '@z')
  await s.clock.advance(ASK_AFTER_MS - 1)
  look(s, '@zo')
  await s.clock.advance(ASK_AFTER_MS - 1)
  expect(s.asked).toEqual([undefined])
  await s.clock.advance(1)
  expect(s.asked).toEqual([undefined, 'zo'])
  await expect.poll(s.usernames).toEqual(['zoe'])
})

test('whoever is marked stays marked while others come into the list', async () => {
  const s = set(['bob', 'ann', 'carol'], ['bob', 'carol'])
  look(s, '@')
  s.mentioning.step(1)
  expect(s.mentioning.marked.value?.username).toBe('carol')
  await expect.poll(s.usernames).toContain('ann')
  expect(s.mentioning.marked.value?.username).toBe('carol')
  s.mentioning.step(-1)
  expect(s.mentioning.marked.value?.username).toBe('bob')
  s.mentioning.step(-1)
  expect(s.mentioning.marked.value?.username).toBe('here')
  s.mentioning.step(1)
  expect(s.mentioning.marked.value?.username).toBe('bob')
  look(s, '@c')
  expect(s.mentioning.marked.value?.username).toBe('carol')
})

test('the name that is taken stands in the place of the word, and the cursor behind it', () => {
  const s = set([], ['bob'])
  s.mentioning.look('hey @bo how are you', 7)
  const { marked } = s.mentioning
  expect(marked.value && s.mentioning.take(marked.value)).toEqual({ text: 'hey @bob how are you', cursor: 9 })
  expect(s.usernames()).toEqual([])
  look(s, '@b')
  expect(marked.value && s.mentioning.take(marked.value)).toEqual({ text: '@bob ', cursor: 5 })
})

test('a list that was closed stays closed for that word, and opens for another', () => {
  const s = set([], ['bob'])
  look(s, 'hi @b')
  s.mentioning.close()
  look(s, 'hi @bo')
  expect(s.usernames()).toEqual([])
  look(s, 'hi @bo and @b')
  expect(s.usernames()).toEqual(['bob'])
})

test('there are never more lines than fit', () => {
  const s = set(
    [],
    Array.from({ length: 20 }, (_, n) => `bob${n}`),
  )
  look(s, '@bob')
  expect(s.usernames()).toHaveLength(MENTIONS_SHOWN)
  expect(s.usernames()[0]).toBe('bob0')
})
