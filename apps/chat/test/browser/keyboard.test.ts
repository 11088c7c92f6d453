import { expect, test } from 'vitest'
import { openRoom, stage, texts } from './stage.ts'

test('the whole story by keyboard alone: log in, find a room, write, change, react, delete, switch, log out', async () => {
  await using s = await stage()
  await (await s.client('bob')).call('createChannel', 'second', ['alice'], false)
  const page = await s.visit()
  const keys = async (...all: string[]): Promise<void> => {
    for (const key of all) await page.keyboard.press(key)
  }
  const focused = () =>
    page.evaluate(() => document.activeElement?.getAttribute('aria-label') ?? document.activeElement?.tagName)
  await page.waitForFunction(() => document.activeElement?.getAttribute('autocomplete') === 'username')
  await page.keyboard.type('alice')
  await keys('Tab')
  await page.keyboard.type('alice')
  await keys('Enter')
  await page.waitForSelector('.room-link')

  await keys('Control+k')
  await page.waitForFunction(() => document.activeElement?.getAttribute('role') === 'combobox')
  await page.keyboard.type('gener')
  await keys('Enter')
  await page.waitForSelector('.messages article')
  await page.waitForFunction(() => document.activeElement?.tagName === 'TEXTAREA')
  await page.keyboard.type('by hand')
  await keys('Shift+Enter')
  await page.keyboard.type('in two lines')
  await keys('Enter')
  await page.waitForSelector('article.sent:has-text("in two lines")')
  expect((await texts(page)).at(-1)).toMatch(/^by hand\s+in two lines$/)

  await keys('ArrowUp', 'End')
  await page.waitForSelector('.composer-editing')
  await keys('Escape')
  await page.waitForSelector('.composer-editing', { state: 'detached' })
  await keys('ArrowUp')
  await page.keyboard.type('!')
  await keys('Enter')
  await page.waitForSelector('article:has-text("in two lines!") .edited')

  // Back by one stop: the list, at its newest message; the letters act on it.
  await keys('Shift+Tab')
  for (let stops = 0; stops < 6 && !(await focused())?.includes('by hand'); stops++) await keys('Shift+Tab')
  expect(await focused()).toContain('Alice Chen')
  await keys('r')
  await page.waitForSelector('[role=dialog], dialog[open]')
  await page.keyboard.type('rocket')
  await keys('Enter')
  await page.waitForSelector('article:has-text("in two lines!") .reaction:has-text("🚀")')
  await page.waitForFunction(() => document.activeElement?.matches('article'))
  await keys('ArrowUp')
  expect(await focused()).not.toContain('by hand')
  await keys('ArrowDown')
  expect(await focused()).toContain('by hand')
  await keys('Delete')
  await page.waitForSelector('dialog[open]')
  await keys('Tab', 'Tab', 'Enter')
  await page.waitForSelector('article:has-text("by hand")', { state: 'detached' })
  await page.waitForFunction(() => document.activeElement?.tagName === 'TEXTAREA')

  await keys('Alt+ArrowDown')
  await page.waitForFunction(() => document.querySelector('.room-title h1')?.textContent !== 'general')
  await page.waitForFunction(() => document.activeElement?.tagName === 'TEXTAREA')
  for (let stops = 0; stops < 30 && (await focused()) !== 'Log out'; stops++) await keys('Shift+Tab')
  expect(await focused()).toBe('Log out')
  await keys('Enter')
  await page.waitForFunction(() => document.activeElement?.getAttribute('autocomplete') === 'current-password')
  expect(s.complaints).toEqual([])
})

test('the Enter that ends a composition does not send, whichever way the browser tells of it; the next one does', async () => {
  await using s = await stage()
  const page = await s.enter('alice')
  await openRoom(page, 'general')
  const before = (await texts(page)).length
  const field = page.locator('.composer textarea')
  await field.focus()
  const devtools = await page.context().newCDPSession(page)
  // As Chromium tells of it: a composition under way, keys with code 229, then the word.
  await devtools.send('Input.imeSetComposition', { text: 'nihao', selectionStart: 5, selectionEnd: 5 })
  const enter = { key: 'Enter', code: 'Enter', windowsVirtualKeyCode: 229, nativeVirtualKeyCode: 229 }
  await devtools.send('Input.dispatchKeyEvent', { type: 'rawKeyDown', ...enter })
  await devtools.send('Input.dispatchKeyEvent', { type: 'keyUp', ...enter })
  expect(await field.inputValue()).toBe('nihao')
  await devtools.send('Input.insertText', { text: '你好' })
  expect(await field.inputValue()).toBe('你好')
  await field.evaluate((node) => {
    const tell = (type: 'compositionstart' | 'compositionend'): unknown =>
      node.dispatchEvent(new CompositionEvent(type, { data: '你好' }))
    // The code of a key is what browsers still tell an input method's keys by, and what no test can give them otherwise.
    const enter = (keyCode: number): unknown => {
      const event = new KeyboardEvent('keydown', { key: 'Enter', bubbles: true, cancelable: true })
      return node.dispatchEvent(Object.defineProperty(event, 'keyCode', { value: keyCode }))
    }
    // As Safari tells of it: the composition is over before the key that ended it comes, still with 229.
    tell('compositionstart')
    tell('compositionend')
    enter(229)
    // As old browsers tell of it: nothing but the two events around it.
    tell('compositionstart')
    enter(13)
    tell('compositionend')
  })
  expect(await field.inputValue()).toBe('你好')
  expect((await texts(page)).length).toBe(before)
  await page.keyboard.press('Enter')
  await page.waitForSelector('article.sent:has-text("你好")')
  expect(await field.inputValue()).toBe('')
  expect((await texts(page)).slice(before)).toEqual(['你好'])
})
