import { expect, test } from 'vitest'
import type { Page } from 'playwright-core'
import { openRoom, say, stage } from './stage.ts'

/** How many messages the long room has. */
const COUNT = 700

/** The line at the top of the screen, and how far below the top it is. */
function anchor(page: Page) {
  return page.evaluate(() => {
    const list = document.querySelector('.messages') as HTMLElement
    const top = list.getBoundingClientRect().top
    for (const line of list.querySelectorAll<HTMLElement>('article')) {
      const rect = line.getBoundingClientRect()
      if (rect.bottom > top) return { key: line.dataset['key'] ?? '', offset: rect.top - top }
    }
    throw new Error('No line is on the screen.')
  })
}

function offsetOf(page: Page, key: string) {
  return page.evaluate((wanted) => {
    const list = document.querySelector('.messages') as HTMLElement
    const line = list.querySelector<HTMLElement>(`article[data-key="${wanted}"]`)
    return line && line.getBoundingClientRect().top - list.getBoundingClientRect().top
  }, key)
}

const scrollTo = (page: Page, top: number) =>
  page.evaluate((value) => {
    const list = document.querySelector('.messages') as HTMLElement
    list.scrollTop = value
  }, top)

const distance = (page: Page) =>
  page.evaluate(() => {
    const list = document.querySelector('.messages') as HTMLElement
    return list.scrollHeight - list.scrollTop - list.clientHeight
  })

test('older messages, growing messages and new ones never move what one reads, and the page stays small', async () => {
  await using s = await stage()
  const bob = await s.client('bob')
  const { rid } = await bob.call('createChannel', 'long', ['alice'], false)
  const room = await bob.room(rid)
  // Of different heights, so that a mistake shows.
  for (let number = 1; number <= COUNT; number++) {
    await room.send(`line ${number}${'\nmore'.repeat(number % 4)}${number % 9 ? '' : '\n```\ncode\n```'}`)
  }
  const page = await s.enter('alice', { viewport: { width: 900, height: 700 } })
  await openRoom(page, 'long')
  await page.waitForSelector(`article:has-text("line ${COUNT}")`)
  await page.waitForFunction(() => {
    const list = document.querySelector('.messages') as HTMLElement
    return list.scrollHeight - list.scrollTop - list.clientHeight <= 1
  })

  // Up through the whole history: at each stop the line at the top stays where it is while older ones arrive.
  let worst = 0
  for (let step = 0; step < 200; step++) {
    await scrollTo(page, 60)
    const before = await anchor(page)
    await page.evaluate(
      () => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(() => drawn(undefined)))),
    )
    await page.waitForFunction(() => document.querySelector('.older[aria-hidden="false"]') === null)
    await page.evaluate(() => new Promise((drawn) => requestAnimationFrame(() => drawn(undefined))))
    const after = await offsetOf(page, before.key)
    expect(after, `line ${before.key} is still drawn`).not.toBeNull()
    worst = Math.max(worst, Math.abs((after ?? Infinity) - before.offset))
    expect(await page.locator('article').count()).toBeLessThanOrEqual(500)
    if ((await page.locator('.beginning').count()) > 0) break
  }
  expect(worst).toBeLessThanOrEqual(2)
  expect(await page.locator('.beginning').count()).toBe(1)

  // Something new below: nothing moves, the button counts.
  await scrollTo(page, 300)
  const before = await anchor(page)
  await room.send('something new')
  await room.send('and more')
  await page.waitForSelector('.to-end:has-text("2 new")')
  expect(Math.abs(((await offsetOf(page, before.key)) ?? Infinity) - before.offset)).toBeLessThanOrEqual(2)
  // A picture or a reaction makes a line further up grow.
  await page.evaluate((key) => {
    const line = document.querySelector<HTMLElement>(`article[data-key="${key}"]`)?.previousElementSibling
    if (!(line instanceof HTMLElement)) throw new Error('Nothing stands above the line at the top.')
    line.style.paddingBlockEnd = '140px'
  }, before.key)
  await page.evaluate(
    () => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(() => drawn(undefined)))),
  )
  expect(Math.abs(((await offsetOf(page, before.key)) ?? Infinity) - before.offset)).toBeLessThanOrEqual(2)

  await page.locator('.to-end').click()
  await page.waitForSelector('article:has-text("and more")')
  await page.waitForFunction(() => document.querySelector('.to-end') === null)
  expect(await distance(page)).toBeLessThanOrEqual(1)
  expect(await page.locator('article').count()).toBeLessThanOrEqual(500)
  // At the end one stays at the end.
  await room.send('the newest\nof\nall')
  await page.waitForSelector('article:has-text("the newest")')
  await page.waitForFunction(() => {
    const list = document.querySelector('.messages') as HTMLElement
    return list.scrollHeight - list.scrollTop - list.clientHeight <= 1
  })
  expect(s.complaints).toEqual([])
})

test('what is drawn before the browser tells of a scroll does not take it back', async () => {
  await using s = await stage()
  const bob = await s.client('bob')
  const { rid } = await bob.call('createChannel', 'busy', ['alice'], false)
  const room = await bob.room(rid)
  for (let number = 1; number <= 60; number++) await room.send(`line ${number}`)
  const page = await s.enter('alice', { viewport: { width: 900, height: 500 } })
  await openRoom(page, 'busy')
  await page.waitForSelector('article:has-text("line 60")')
  await page.evaluate(() => window.addEventListener('scroll', (event) => event.stopImmediatePropagation(), true))
  // Away from the end, then from one place to another.
  for (const top of [700, 900, 500]) {
    await scrollTo(page, top)
    const before = await anchor(page)
    await room.send(`news of ${top}`)
    await page.waitForSelector(`article:has-text("news of ${top}")`, { state: 'attached' })
    expect(Math.abs(((await offsetOf(page, before.key)) ?? Infinity) - before.offset)).toBeLessThanOrEqual(2)
  }
})

test('each room keeps its place; one’s own message brings its end into view', async () => {
  await using s = await stage()
  const bob = await s.client('bob')
  const { rid } = await bob.call('createChannel', 'placed', ['alice'], false)
  const room = await bob.room(rid)
  for (let number = 1; number <= 60; number++) await room.send(`line ${number}`)
  const page = await s.enter('alice', { viewport: { width: 900, height: 500 } })
  await openRoom(page, 'placed')
  await page.waitForSelector('article:has-text("line 60")')
  await scrollTo(page, 700)
  await page.waitForSelector('.to-end')
  const before = await anchor(page)
  await openRoom(page, 'general')
  await openRoom(page, 'placed')
  await page.waitForSelector(`article[data-key="${before.key}"]`)
  expect(Math.abs(((await offsetOf(page, before.key)) ?? Infinity) - before.offset)).toBeLessThanOrEqual(2)
  await say(page, 'here I am')
  await page.waitForSelector('article.sent:has-text("here I am")')
  await page.waitForFunction(() => document.querySelector('.to-end') === null)
  expect(await distance(page)).toBeLessThanOrEqual(1)
})
