// What people do with the chat page all day, clicked through: they make rooms and come into others', look at everything
// that a message can hold, and nothing jumps while it loads.
import { expect, test } from 'vitest'
import { openRoom, say, stage, texts } from './stage.ts'

test('a channel is created by a click, found and joined by another, and written to', async () => {
  await using s = await stage()
  const alice = await s.enter('alice')
  const bob = await s.enter('bob')
  await alice.getByRole('button', { name: 'Find or start a chat' }).click()
  await alice.locator('.starter input').fill('garden')
  await alice.getByRole('option', { name: /Create the channel #garden/ }).click()
  await alice.waitForSelector('.room-title h1:has-text("garden")')
  await say(alice, 'who waters it?')
  await alice.waitForSelector('article.sent:has-text("who waters it?")')
  expect(await bob.locator('.room-link', { hasText: 'garden' }).count()).toBe(0)

  await bob.keyboard.press('Control+k')
  await bob.locator('.starter input').fill('#gard')
  const found = bob.getByRole('option', { name: /garden/ })
  expect(await found.getByText('Join').count()).toBe(1)
  await found.click()
  await bob.waitForSelector('article:has-text("who waters it?")')
  await say(bob, 'I do')
  await alice.waitForSelector('article:has-text("I do")')
  await alice.waitForSelector('article .system:has-text("joined the room")')

  // A name that is taken on the server, though nobody here could know.
  await bob.keyboard.press('Control+k')
  await bob.locator('.starter input').fill('launch')
  await bob.getByRole('option', { name: /Create the channel #launch/ }).waitFor({ state: 'detached' })
  await bob.locator('.starter input').fill('nobody-at-all')
  await bob.getByRole('option', { name: /Write to @nobody-at-all/ }).click()
  await bob.getByRole('dialog').getByRole('alert').getByText('There is nobody of this name.').waitFor()
  expect(s.complaints).toEqual([])
})

test('everything that a message can hold is drawn as what it is; code is copied as it was written', async () => {
  await using s = await stage()
  const page = await s.enter('alice', { permissions: ['clipboard-read', 'clipboard-write'] })
  const bob = await s.client('bob')
  await openRoom(page, 'general')
  const room = await bob.room('GENERAL')
  const drawn = async (text: string): Promise<string> => {
    const { id } = await room.send(text)
    const body = page.locator(`article[data-key="${id}"] .text`)
    await body.waitFor()
    return body.evaluate((node) => node.innerHTML.replaceAll(/ (?:class|target|rel|title|dir)="[^"]*"/g, ''))
  }
  expect(await drawn('*bold* _slanted_ ~struck~ `code`')).toBe(
    '<p><strong>bold</strong> <em>slanted</em> <s>struck</s> <code>code</code></p>',
  )
  expect(await drawn('see [this](https://example.com/a) or https://example.com/b')).toBe(
    '<p>see <a href="https://example.com/a">this</a> or <a href="https://example.com/b">https://example.com/b</a></p>',
  )
  expect(await drawn('@alice and @all, in #general :rocket:')).toBe(
    '<p><span>@alice</span> and <span>@all</span>, in <button type="button">#general</button> <span role="img" aria-label=":rocket:">🚀</span></p>',
  )
  expect(await drawn(':tada: :tada:')).toMatch(/^<p>(<span[^>]*>🎉<\/span>){2}<\/p>$/)
  expect(await drawn('- apples\n- pears')).toBe('<ul><li>apples</li><li>pears</li></ul>')
  expect(await drawn('3. three\n4. four')).toMatch(/^<ol><li value="3">three<\/li><li value="4">four<\/li><\/ol>$/)
  expect(await drawn('> quoted')).toBe('<blockquote><p>quoted</p></blockquote>')
  expect(await page.locator('.big-emoji').count()).toBe(1)
  const mention = page.locator('article .mention.me').last()
  expect(await mention.innerText()).toBe('@all')

  const code = 'for (const one of all) {\n\tsay(one)  // "twice"\n}'
  await room.send(`\`\`\`ts\n${code}\n\`\`\``)
  const block = page.locator('figure.code', { hasText: 'twice' })
  await block.getByRole('button', { name: 'Copy', exact: true }).click()
  await block.getByRole('button', { name: 'Copied' }).waitFor()
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(code)
  await block.getByRole('button', { name: 'Copy', exact: true }).waitFor()
  await page.evaluate(() => {
    navigator.clipboard.writeText = () => Promise.reject(new Error('not allowed'))
    Object.assign(document, { execCommand: () => false })
  })
  await block.getByRole('button', { name: 'Copy', exact: true }).click()
  await block.getByRole('status').getByText('The browser does not let this page copy.').waitFor()
  await page.locator('article .mention.link', { hasText: '#general' }).last().click()
  expect(await page.locator('.room-title h1').innerText()).toBe('general')
  expect(s.complaints).toEqual([])
})

test('a long message is shown in part until one wants all of it; the bot answers who speaks to it', async () => {
  await using s = await stage()
  const page = await s.enter('alice')
  await openRoom(page, 'Houston')
  await say(page, 'Hello Houston, do you read me?')
  await page.waitForSelector('.typing:has-text("Houston (bot) is typing")')
  const before = (await texts(page)).indexOf('Hello Houston, do you read me?')
  await expect.poll(async () => (await texts(page)).length, { timeout: 30_000 }).toBe(before + 2)
  const long = Array.from({ length: 60 }, (_, n) => `line ${n}`).join('\n')
  await say(page, long)
  const body = page.locator('article.sent', { hasText: 'line 59' })
  const height = (): Promise<number> => body.evaluate((node) => node.clientHeight)
  await body.getByRole('button', { name: 'Show all' }).click()
  const whole = await height()
  await body.getByRole('button', { name: 'Show less' }).click()
  expect(await height()).toBeLessThan(whole / 3)
  expect(s.complaints).toEqual([])
})

test('nothing jumps while the page comes, logs in and opens a room: its layout shifts by less than a fiftieth', async () => {
  await using s = await stage()
  for (const viewport of [
    { width: 1440, height: 900 },
    { width: 360, height: 740 },
  ]) {
    const page = await s.visit({ viewport })
    await page.addInitScript(() => {
      const seen = { shift: 0 }
      Object.assign(window, { seen })
      new PerformanceObserver((list) => {
        for (const entry of list.getEntries() as (PerformanceEntry & { value: number; hadRecentInput: boolean })[])
          if (!entry.hadRecentInput) seen.shift += entry.value
      }).observe({ type: 'layout-shift', buffered: true })
    })
    await page.reload()
    await page.fill('input[autocomplete=username]', 'alice')
    await page.fill('input[type=password]', 'alice')
    await page.keyboard.press('Enter')
    await page.waitForSelector('.room-link')
    await openRoom(page, 'general')
    await page.waitForSelector('article')
    await page.reload()
    await page.waitForSelector('article')
    const shift = (): Promise<number> =>
      page.evaluate(async () => {
        await new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)))
        return (window as unknown as { seen: { shift: number } }).seen.shift
      })
    expect(await shift(), `${viewport.width} px`).toBeLessThan(0.02)
    await page.context().close()
  }
})
