import { createServer } from '@quindar/server'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { fakeClock } from '@quindar/testkit'
import type { Client, ConnectionState } from 'quindar'
import { createLink, type LinkState } from '../model/link.ts'
import type { ChatPorts } from '../model/ports.ts'
import { opened, rig, until } from './rig.ts'

/** A client of which only the connection is asked for. */
function fakeClient() {
  const listeners = new Set<() => void>()
  const readies = new Set<() => void>()
  let state: ConnectionState = { status: 'connecting' }
  let retried = 0
  const client = {
    user: undefined,
    state: {
      getSnapshot: () => state,
      subscribe: (listener: () => void) => (listeners.add(listener), () => listeners.delete(listener)),
    },
    retryNow: () => void retried++,
    on: (_name: string, listener: () => void) => (readies.add(listener), () => readies.delete(listener)),
  }
  return {
    client: client as unknown as Client,
    listeners,
    retries: () => retried,
    become: (next: ConnectionState) => {
      state = next
      for (const listener of listeners) listener()
    },
    ready: () => readies.forEach((listener) => listener()),
  }
}

test('the banner counts down to the next attempt and leaves when all is well', async () => {
  const clock = fakeClock()
  const { client, become, ready, listeners, retries } = fakeClient()
  const link = createLink(client, clock as unknown as ChatPorts)
  const seen: LinkState[] = []
  const stop = link.state.subscribe((state) => seen.push(state))
  become({ status: 'open' })
  await clock.advance(999)
  expect(link.state.value).toEqual({ kind: 'up' })
  await clock.advance(1)
  expect(link.state.value).toEqual({ kind: 'connecting', again: false })
  ready()
  expect(link.state.value).toEqual({ kind: 'up' })
  const reason = new Error('gone') as never
  become({ status: 'waiting', retryAt: new Date(clock.now() + 2_100), reason })
  expect(link.state.value).toEqual({ kind: 'waiting', seconds: 3 })
  await clock.advance(250)
  expect(link.state.value).toEqual({ kind: 'waiting', seconds: 2 })
  await clock.advance(5_000)
  expect(link.state.value).toEqual({ kind: 'waiting', seconds: 0 })
  link.retryNow()
  expect(retries()).toBe(1)
  become({ status: 'connecting' })
  expect(link.state.value).toEqual({ kind: 'connecting', again: true })
  become({ status: 'open' })
  expect(link.state.value).toEqual({ kind: 'connecting', again: true })
  ready()
  expect(link.state.value).toEqual({ kind: 'up' })
  expect(clock.pending()).toEqual([])
  stop()
  link.dispose()
  expect(listeners.size).toBe(0)
})

test('a restarted server: what was written and what was said meanwhile is there, once and in order', async () => {
  await using r = await rig()
  const data = mkdtempSync(join(tmpdir(), 'quindar-chat-'))
  const start = (port = 0) => createServer({ demo: true, data, port })
  const first = await start()
  const page = r.load(first.url)
  try {
    await page.session.login('alice', 'alice')
    const chat = page.chat.value as NonNullable<typeof page.chat.value>
    await until(() => chat.rooms.loaded.value)
    const { parts, texts } = await opened(chat, 'GENERAL')
    parts.outgoing.send('before')
    await until(() => parts.timeline.snapshot.value.messages.at(-1)?.status === 'sent')
    await first.close()
    await until(() => chat.link.state.value.kind === 'waiting')
    parts.outgoing.send('meanwhile')
    expect(parts.timeline.snapshot.value.messages.at(-1)).toMatchObject({ text: 'meanwhile', status: 'pending' })
    const second = await start(Number(new URL(first.url).port))
    chat.link.retryNow()
    await until(() => chat.link.state.value.kind === 'up')
    await until(() => parts.timeline.snapshot.value.messages.at(-1)?.status === 'sent')
    expect(texts().slice(-2)).toEqual(['before', 'meanwhile'])
    await second.close()
  } finally {
    page.dispose()
    rmSync(data, { recursive: true, force: true })
  }
})
