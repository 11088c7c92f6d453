// The second half of the suite: the list of rooms, threads, what can be found, people, files. At each release it works, or,
// where REST alone has it and the browser refuses REST, says which setting is in the way.
import { expect, test } from 'vitest'
import { ConnectionError, type Room } from 'quindar'
import type { Rest, Stage } from './stage.ts'

export interface Finding {
  readonly stage: Stage
  /** `#general`, as each of both has it. */
  readonly hers: Room
  readonly his: Room
}

const PATIENTLY = { timeout: 20_000 }

/** What became of a command, in a word. */
async function outcomeOf(command: Promise<unknown>): Promise<string> {
  try {
    await command
    return 'done'
  } catch (error) {
    const named = error instanceof ConnectionError && /API_Enable_CORS.*API_CORS_Origin/.test(error.message)
    return named ? 'the setting is named' : String(error)
  }
}

/** @param can Has alice a way to do what this method does? */
export function testFinding(now: () => Finding, can: (method: string) => boolean, rest: Rest): void {
  const byRestAlone = rest === 'blocked' ? 'the setting is named' : 'done'
  const unless = (method: string): string => (can(method) ? 'done' : 'the setting is named')

  test('her rooms are a list that is kept up to date', async () => {
    const { stage, his } = now()
    const over = new AbortController()
    const list = await stage.alice.rooms({ signal: over.signal })
    expect(list.find('GENERAL')).toMatchObject({ kind: 'channel', slug: 'general' })
    await his.send('for the list')
    await expect.poll(() => list.find('GENERAL')?.lastMessage?.text, PATIENTLY).toBe('for the list')
    over.abort()
  })

  test('a thread is read and listed', async () => {
    const { hers, his } = now()
    const question = await his.send('question')
    for (const text of ['answer 1', 'answer 2']) await his.reply(question, text)
    const thread = await hers.thread(question.id)
    const stop = thread.timeline.subscribe(() => {})
    expect(await outcomeOf(thread.timeline.loadOlder())).toBe(unless('getThreadMessages'))
    const texts = thread.timeline.getSnapshot().messages.map(({ text }) => text)
    expect(texts.toSorted()).toEqual(can('getThreadMessages') ? ['answer 1', 'answer 2'] : [])
    stop()
    const heads = hers.threads()
    expect(await outcomeOf(heads)).toBe(unless('getThreadsList'))
    expect((await heads.catch(() => [])).map(({ id }) => id)).toEqual(can('getThreadsList') ? [question.id] : [])
  })

  test('what is marked is marked for whom it should be, and listed', async () => {
    const { stage, hers } = now()
    const over = new AbortController()
    const list = await stage.alice.rooms({ signal: over.signal })
    const mine = (): unknown => {
      const { favourite, hidden } = list.find('GENERAL')!
      return [favourite, hidden]
    }
    const { id } = await now().his.send('mark me')
    for (const [method, command] of [
      ['starMessage', () => hers.star(id)],
      ['toggleFavorite', () => hers.favourite()],
      ['hideRoom', () => hers.hide()],
    ] as const) {
      expect(await outcomeOf(command())).toBe(unless(method))
    }
    await expect.poll(mine, PATIENTLY).toEqual([can('toggleFavorite'), can('hideRoom')])
    const starred = hers.starred()
    expect(await outcomeOf(starred)).toBe(byRestAlone)
    const found = (await starred.catch(() => [])).filter((message) => message.id === id)
    const expected = byRestAlone === 'done' && can('starMessage') ? [[stage.alice.user!.id]] : []
    expect(found.map(({ starredBy }) => starredBy)).toEqual(expected)
    for (const [method, command] of [
      ['starMessage', () => hers.unstar(id)],
      ['toggleFavorite', () => hers.favourite(false)],
      ['hideRoom', () => hers.hide(false)],
    ] as const) {
      expect(await outcomeOf(command())).toBe(unless(method))
    }
    await expect.poll(mine, PATIENTLY).toEqual([false, false])
    const left = await hers.starred().catch(() => [])
    expect(left.filter((message) => message.id === id)).toEqual([])
    over.abort()
  })

  test('words are found in a room, people and channels by their names', async () => {
    const { stage, hers, his } = now()
    await his.send('a wombat among 袋鼠')
    const found = hers.search('wombat')
    expect(await outcomeOf(found)).toBe(unless('messageSearch'))
    const texts = (await found.catch(() => [])).map(({ text }) => text)
    expect(texts).toEqual(can('messageSearch') ? ['a wombat among 袋鼠'] : [])
    expect(await stage.alice.users.find('caro')).toMatchObject([{ username: 'carol' }])
    expect(await stage.alice.search('caro')).toMatchObject({ users: [{ username: 'carol' }], rooms: [] })
  })

  test('a person is asked about, and a file sent, over REST alone', async () => {
    const { stage, hers, his } = now()
    expect(await outcomeOf(stage.alice.users.info({ username: 'carol' }))).toBe(byRestAlone)
    const file = new File([new Uint8Array([1, 2, 3])], 'three.bin', { type: 'application/octet-stream' })
    const before = (await his.history({ limit: 100 })).length
    expect(await outcomeOf(hers.upload(file))).toBe(byRestAlone)
    expect((await his.history({ limit: 100 })).length - before).toBe(rest === 'blocked' ? 0 : 1)
  })
}
