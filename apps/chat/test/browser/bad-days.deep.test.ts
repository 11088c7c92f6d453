// Bad days, each by its name: what the page says of it, what one can do then, and that what was written is not lost.
import { startFaultProxy } from '@quindar/testkit'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openRoom, say, stage, texts, type Stage } from './stage.ts'

const HOUR = 3_600_000

/** The sentence of the banner that holds `part`. */
const banner = (page: Page, part: string): Promise<string> =>
  page.locator('.banner', { hasText: part }).locator('p').innerText()

async function logIn(page: Page, user: string): Promise<void> {
  await page.fill('input[autocomplete=username]', user)
  await page.fill('input[type=password]', user)
  await page.keyboard.press('Enter')
  await page.waitForSelector('.room-link')
}

describe('a bad day:', () => {
  let s: Stage
  beforeAll(async () => {
    s = await stage()
  })
  afterAll(() => s[Symbol.asyncDispose]())

  test('server restart', async () => {
    const page = await s.enter('alice')
    await openRoom(page, 'general')
    await page.fill('.composer textarea', 'half a sentence')
    await s.stop()
    await page.waitForSelector('.banner:has-text("No connection")')
    expect(await banner(page, 'No connection')).toMatch(
      /^No connection\. Trying again (in \d+ s\.|…) .*What you send now goes out when it is back\.$/s,
    )
    await say(page, 'over the restart')
    await page.waitForSelector('article.pending:has-text("over the restart")')
    await page.fill('.composer textarea', 'half a sentence')
    await s.start()
    await page.waitForFunction(() => {
      const button = [...document.querySelectorAll('button')].find(({ textContent }) => textContent === 'Retry now')
      button?.click()
      return document.querySelector('article.sent:last-of-type')?.textContent.includes('over the restart')
    })
    await page.waitForSelector('.banner', { state: 'detached' })
    expect(await page.inputValue('.composer textarea')).toBe('half a sentence')
    await page.context().close()
  })

  test('dead link: nobody says that it is gone', async () => {
    await using proxy = await startFaultProxy(s.url)
    const page = await s.visit()
    await page.clock.install()
    await page.goto(proxy.url)
    await logIn(page, 'alice')
    await openRoom(page, 'general')
    proxy.stall(true)
    // Ten seconds of silence, then a ping, and ten more for its answer.
    await page.clock.runFor(21_000)
    await page.waitForSelector('.banner')
    await say(page, 'into the void')
    await page.waitForSelector('article.pending:has-text("into the void")')
    await expect
      .poll(async () => (await page.clock.runFor(1_000), page.locator('.banner').first().innerText()), {
        timeout: 30_000,
      })
      .toMatch(/No connection|Reconnecting/)
    proxy.stall(false)
    await expect
      .poll(
        async () => (await page.clock.runFor(1_000), page.locator('article.sent:has-text("into the void")').count()),
        {
          timeout: 60_000,
        },
      )
      .toBe(1)
    await page.context().close()
  })

  test('refused subscription: a room that one may not read, or not any more', async () => {
    const bob = await s.client('bob')
    const { rid } = await bob.call('createChannel', 'plans', ['alice'], false)
    const { rid: closed } = await bob.call('createPrivateGroup', 'closed-doors', [], false)
    const page = await s.enter('alice', { path: `/#/room/${closed}` })
    await page.waitForSelector('.banner:has-text("The server does not let you read this")')
    expect(await banner(page, 'does not let you')).toBe(
      'The server does not let you read this. Ask somebody who is in it to invite you.',
    )
    await openRoom(page, 'plans')
    await page.fill('.composer textarea', 'what I meant to say')
    const elsewhere = await s.client('alice')
    await (await elsewhere.room(rid)).leave()
    await page.locator('.room-link', { hasText: 'plans' }).waitFor({ state: 'detached' })
    expect(await page.locator('.closed p').innerText()).toBe(
      'You are not in this room. Ask somebody who is in it to invite you; a public channel you find and join with Ctrl+K.',
    )
    expect(await page.locator('.closed blockquote').innerText()).toBe('what I meant to say')
    await elsewhere.call('joinRoom', rid)
    await page.waitForSelector('.composer textarea')
    expect(await page.inputValue('.composer textarea')).toBe('what I meant to say')
    await page.context().close()
  })

  test('full storage', async () => {
    const page = await s.enter('alice')
    await openRoom(page, 'general')
    const isFull = await page.evaluate(() => {
      for (let size = 1 << 23; size >= 1; size >>= 1) {
        try {
          localStorage.setItem(`filler ${size}`, 'x'.repeat(size))
        } catch {
          // Smaller pieces still fit.
        }
      }
      try {
        localStorage.setItem('one more', 'x'.repeat(64))
        return false
      } catch {
        return true
      }
    })
    expect(isFull).toBe(true)
    await page.fill('.composer textarea', 'a draft that does not fit into the browser any more, in no way')
    await page.waitForSelector('.banner')
    expect(await banner(page, 'storage')).toBe(
      'This browser keeps nothing for this page: its storage is full, or it is a private window. Chat on, but copy what you are writing before you reload.',
    )
    await openRoom(page, 'frontend')
    await openRoom(page, 'general')
    expect(await page.inputValue('.composer textarea')).toBe(
      'a draft that does not fit into the browser any more, in no way',
    )
    await say(page, 'sent all the same')
    await page.waitForSelector('article.sent:has-text("sent all the same")')
    await page.getByRole('button', { name: 'Dismiss' }).click()
    await page.waitForSelector('.banner', { state: 'detached' })
    await page.context().close()
  })

  test('private mode: a browser that forbids to keep anything', async () => {
    const page = await s.visit()
    await page.addInitScript(() => {
      const refuse = {
        get() {
          throw new DOMException('The operation is insecure.', 'SecurityError')
        },
      }
      Object.defineProperty(window, 'localStorage', refuse)
      Object.defineProperty(window, 'indexedDB', refuse)
    })
    await page.reload()
    await page.waitForSelector('.hint:has-text("This browser keeps nothing for this page")')
    await logIn(page, 'alice')
    await page.waitForSelector('.banner:has-text("copy what you are writing before you reload")')
    await openRoom(page, 'general')
    await say(page, 'from a private window')
    await page.waitForSelector('article.sent:has-text("from a private window")')
    expect((await texts(page)).at(-1)).toBe('from a private window')
    await page.context().close()
  })

  test.each([
    [24, '24 hours ahead'],
    [-24, '24 hours behind'],
  ])('clock off by a day (%i hours)', async (hours, said) => {
    const page = await s.visit()
    await page.clock.install({ time: new Date(Date.now() + hours * HOUR) })
    await page.reload()
    await logIn(page, 'alice')
    await page.waitForSelector('.banner')
    expect(await banner(page, 'clock')).toBe(
      `The clock of this device is ${said}. Nothing gets lost, but times on this page look odd: set the clock.`,
    )
    await openRoom(page, 'general')
    await say(page, `by a clock ${said}`)
    await page.waitForSelector(`article.sent:has-text("by a clock ${said}")`)
    expect((await texts(page)).at(-1)).toBe(`by a clock ${said}`)
    await page.reload()
    await page.waitForSelector(`article:has-text("by a clock ${said}")`)
    expect((await texts(page)).at(-1)).toBe(`by a clock ${said}`)
    await page.context().close()
  })
})

test('two pages chat while somebody cuts their sockets and restarts the server: all is there, once, in order', async () => {
  await using s = await stage()
  await using proxy = await startFaultProxy(s.url)
  const pages: Page[] = []
  for (const user of ['alice', 'bob']) {
    const page = await s.visit()
    await page.goto(proxy.url)
    await logIn(page, user)
    await openRoom(page, 'general')
    pages.push(page)
  }
  const [alice, bob] = pages as [Page, Page]
  const all: string[] = []
  const speak = async (page: Page, text: string): Promise<void> => {
    all.push(text)
    await say(page, text)
    await page.waitForSelector(`article.sent:has-text("${text}")`)
  }
  for (let round = 1; round <= 4; round++) {
    proxy.cut()
    await speak(alice, `alice in round ${round}`)
    proxy.cutAfter(40)
    await speak(bob, `bob in round ${round}`)
    if (round === 2) {
      await s.stop()
      await alice.waitForSelector('.banner:has-text("No connection")')
      await s.start()
    }
  }
  for (const page of pages) {
    await expect.poll(async () => (await texts(page)).slice(-all.length), { timeout: 60_000 }).toEqual(all)
    expect(await page.locator('.gap').count()).toBe(0)
    await page.reload()
    await expect.poll(async () => (await texts(page)).slice(-all.length), { timeout: 60_000 }).toEqual(all)
  }
})

test('a bad day: rate limit', async () => {
  await using s = await stage({ limits: 'strict' })
  const page = await s.enter('alice')
  await openRoom(page, 'general')
  const all = Array.from({ length: 9 }, (_, n) => `quick message ${n}`)
  await page.evaluate(() => {
    const seen: string[] = []
    Object.assign(window, { seen })
    new MutationObserver(() => {
      for (const one of document.querySelectorAll('.banner p')) seen.push(one.textContent)
    }).observe(document.body, { subtree: true, childList: true, characterData: true })
  })
  for (const text of all) await say(page, text)
  await page.waitForSelector('article.sent:has-text("quick message 8")')
  expect((await texts(page)).slice(-9)).toEqual(all)
  await page.waitForSelector('.banner', { state: 'detached' })
  const seen = await page.evaluate(() => (window as unknown as { seen: string[] }).seen.join('\n'))
  expect(seen).toMatch(/The server wants it slower: your messages go out in \d s, in their order\./)
})
