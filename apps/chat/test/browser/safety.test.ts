import { expect, test } from 'vitest'
import { startPeer, type PeerSocket } from '@quindar/testkit'
import type { Page } from 'playwright-core'
import { PAYLOADS } from './corpus.table.ts'
import { openRoom, say, stage } from './stage.ts'

/** Whatever a payload may call is there to be called, and every violation of the policy is heard. */
async function listen(page: Page): Promise<() => Promise<{ ran: number; violations: string[] }>> {
  await page.addInitScript(() => {
    const heard = { ran: 0, violations: [] as string[] }
    Object.assign(window, { ran: () => heard.ran++, heard })
    document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI, sourceFile }) => {
      heard.violations.push(`${violatedDirective} ${blockedURI} ${sourceFile}`)
    })
  })
  await page.reload()
  return () => page.evaluate(() => (window as unknown as { heard: { ran: number; violations: string[] } }).heard)
}

/** What may not be in the page, wherever it came from. */
const foreign = (page: Page) =>
  page.evaluate(() => {
    const found = [
      ...document.querySelectorAll(
        'script:not([src]), iframe, object, embed, base, link[rel=import], meta[http-equiv], marquee, math, form[action], [srcdoc]',
      ),
    ]
    const handlers = [...document.querySelectorAll('*')].filter((node) =>
      [...node.attributes].some(({ name }) => name.startsWith('on')),
    )
    const links = [...document.querySelectorAll<HTMLAnchorElement>('article a[href]')]
    return {
      elements: [...found, ...handlers].map((node) => node.outerHTML.slice(0, 200)),
      addresses: links
        .map((link) => link.protocol)
        .filter((protocol) => !['http:', 'https:', 'mailto:', 'tel:'].includes(protocol)),
      unsafe: links.filter((link) => !/\bnoopener\b/.test(link.rel)).length,
    }
  })

const NOTHING = { elements: [], addresses: [], unsafe: 0 }

test('no text runs: in messages, as a server sends them or as one types them, in edits and drafts', async () => {
  expect(PAYLOADS.length).toBeGreaterThanOrEqual(200)
  await using s = await stage()
  const bob = await s.client('bob')
  const { rid } = await bob.call('createChannel', 'attacks', ['alice'], false)
  const room = await bob.room(rid)
  for (const payload of PAYLOADS) await room.send(payload)
  const page = await s.visit()
  const heard = await listen(page)
  await page.fill('input[autocomplete=username]', 'alice')
  await page.fill('input[type=password]', 'alice')
  await page.keyboard.press('Enter')
  await page.waitForSelector('.room-link')
  await openRoom(page, 'attacks')
  await page.waitForFunction(() => document.querySelectorAll('article').length >= 40)
  // Through all of them, so that each has been drawn.
  for (let step = 0; step < 60 && (await page.locator('.beginning').count()) === 0; step++) {
    await page.evaluate(() => {
      const list = document.querySelector('.messages') as HTMLElement
      list.scrollTop = 0
    })
    await page.evaluate(() => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))))
    expect(await foreign(page)).toEqual(NOTHING)
  }
  expect(await page.locator('.beginning').count()).toBe(1)
  // A draft is a text too, and what was typed becomes a message and its own echo.
  for (const payload of PAYLOADS.filter((_, index) => index % 40 === 0)) {
    await page.fill('.composer textarea', payload)
    await say(page, payload)
  }
  await page.waitForFunction(() => document.querySelectorAll('article.pending').length === 0)
  expect(await foreign(page)).toEqual(NOTHING)
  expect(await heard()).toEqual({ ran: 0, violations: [] })
})

test('nor do names of rooms and people, topics, reactions, cards, trees and reasons of a hostile server', async () => {
  await using s = await stage()
  const texts = [...PAYLOADS]
  await using peer = await startPeer({
    onRequest: answer,
    onConnect: (socket) => serve(socket, texts),
  })
  const page = await s.visit()
  const heard = await listen(page)
  // The page of our server, so that its policy holds; the socket of the hostile one.
  await page.route('**/api/**', async (route) => {
    const { body } = answer()
    await route.fulfill({ contentType: 'application/json', body })
  })
  await page.addInitScript(
    (url) => {
      const { WebSocket: Own } = window
      window.WebSocket = class extends Own {
        constructor() {
          super(url)
        }
      }
    },
    `${peer.url.replace('http', 'ws')}/websocket`,
  )
  await page.reload()
  await page.fill('input[autocomplete=username]', 'alice')
  await page.fill('input[type=password]', 'alice')
  await page.keyboard.press('Enter')
  await page.waitForSelector('.room-link')
  expect(await page.locator('.room-link').count()).toBe(texts.length)
  await page.locator('.room-link').first().click()
  await page.waitForFunction(
    (count) => document.querySelectorAll('article').length >= Math.min(count, 50),
    texts.length,
  )
  expect(await foreign(page)).toEqual(NOTHING)
  await page.keyboard.press('Control+k')
  await page.waitForSelector('.choices li')
  expect(await foreign(page)).toEqual(NOTHING)
  await page.keyboard.press('Escape')
  // Its refusals are shown too.
  await say(page, 'refuse this')
  await page.waitForSelector('article.failed')
  expect(await foreign(page)).toEqual(NOTHING)
  expect(await heard()).toEqual({ ran: 0, violations: [] })
})

const AT = new Date(1_790_000_000_000)
const date = (ms = 0) => ({ $date: AT.getTime() + ms })

function answer(): { status: number; body: string } {
  const channels = PAYLOADS.map((text, index) => ({
    _id: `c${index}`,
    t: 'c',
    name: text,
    fname: text,
    topic: text,
    usersCount: 1,
    _updatedAt: AT.toISOString(),
  }))
  return { status: 200, body: JSON.stringify({ success: true, users: [], channels, version: '6.0.0' }) }
}

/** A server of which every text is an attack. */
async function serve(socket: PeerSocket, texts: readonly string[]): Promise<void> {
  const rooms = texts.map((text, index) => ({
    _id: `r${index}`,
    t: index % 3 === 0 ? 'd' : 'c',
    name: text,
    fname: text,
    topic: text,
    usersCount: 2,
    _updatedAt: date(),
    ts: date(),
  }))
  const memberships = rooms.map(({ _id, t, name, fname }) => ({
    _id: `s${_id}`,
    rid: _id,
    t,
    name,
    fname,
    u: { _id: 'u1', username: 'alice' },
    open: true,
    alert: false,
    unread: 0,
    userMentions: 0,
    groupMentions: 0,
    ts: date(),
    _updatedAt: date(),
  }))
  const tree = (text: string): unknown[] => {
    const plain = { type: 'PLAIN_TEXT', value: text }
    return [
      {
        type: 'PARAGRAPH',
        value: [
          { type: 'LINK', value: { src: plain, label: [plain] } },
          { type: 'IMAGE', value: { src: plain, label: plain } },
        ],
      },
      {
        type: 'PARAGRAPH',
        value: [
          { type: 'MENTION_USER', value: plain },
          { type: 'MENTION_CHANNEL', value: plain },
          { type: 'EMOJI', value: plain, shortCode: text },
        ],
      },
      { type: 'CODE', language: text, value: [{ type: 'CODE_LINE', value: plain }] },
      { type: text, value: text },
      { type: 'HEADING', level: text, value: [plain] },
      {
        type: 'PARAGRAPH',
        value: [
          { type: 'COLOR', value: { r: text, g: text, b: text, a: text } },
          { type: 'TIMESTAMP', value: { timestamp: text } },
        ],
      },
    ]
  }
  const messages = texts.map((text, index) => ({
    _id: `m${index}${text}`,
    rid: 'r0',
    msg: text,
    ts: date(index),
    _updatedAt: date(index),
    u: { _id: `u${index}`, username: text, name: text },
    ...(index % 5 === 4 ? { t: text } : { md: tree(text) }),
    reactions: { [`:${text}:`]: { usernames: [text] } },
    attachments: [{ author_name: text, title: text, title_link: text, text, image_url: text, message_link: text }],
  }))
  const results: Record<string, unknown> = {
    login: { id: 'u1', token: 'T'.repeat(43), tokenExpires: date(1e12) },
    'subscriptions/get': memberships,
    'rooms/get': rooms,
    loadHistory: { messages: messages.slice().reverse() },
  }
  for (;;) {
    const frame = await socket.next()
    if (frame.msg === 'connect') socket.send({ msg: 'connected', session: 'S' })
    else if (frame.msg === 'ping') socket.send({ msg: 'pong' })
    else if (frame.msg === 'sub') socket.send({ msg: 'ready', subs: [frame.id] })
    else if (frame.msg === 'method') {
      const { id, method, params } = frame
      if (method === 'sendMessage') {
        const reason = `<img src=x: onerror=ran()> ${texts[0]}`
        socket.send({
          msg: 'result',
          id,
          error: { error: reason, reason, message: reason, errorType: 'Meteor.Error' },
        } as never)
      } else if (method === 'getRoomIdByNameOrId') socket.send({ msg: 'result', id, result: params?.[0] } as never)
      else socket.sendText(JSON.stringify({ msg: 'result', id, result: results[method] ?? null }))
    }
  }
}
