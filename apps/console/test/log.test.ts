// The log is bounded, filtered as it grows, and can be held still.
import { effect } from '@preact/signals-core'
import { describe, expect, it } from 'vitest'
import { createLog, LOG_CAPACITY, type Entry, type Log } from '../model/log.ts'

const entry = (text: string, more: Partial<Entry> = {}): Omit<Entry, 'number'> => ({
  at: 0,
  connection: 'A',
  kind: 'received',
  text,
  masked: text,
  bytes: text.length,
  title: text,
  heartbeat: false,
  ...more,
})

const shown = (log: Log): string[] => log.shown.map(({ masked }) => masked)
const ALL = { direction: 'all', heartbeats: true, search: '' } as const

describe('the log', () => {
  it('numbers what comes, and tells that it has changed', () => {
    const log = createLog()
    const versions: number[] = []
    effect(() => void versions.push(log.version.value))
    expect(log.add(entry('a')).number).toBe(0)
    expect(log.add(entry('b')).number).toBe(1)
    expect(versions).toHaveLength(3)
    expect(shown(log)).toEqual(['a', 'b'])
    expect(log.counts.value).toEqual({ kept: 2, dropped: 0 })
  })

  it('keeps ten thousand entries, and lets the oldest go by the five hundred', () => {
    const log = createLog()
    for (let n = 0; n < LOG_CAPACITY; n++) log.add(entry(String(n)))
    expect(log.counts.value).toEqual({ kept: 10_000, dropped: 0 })
    log.add(entry('one more'))
    expect(log.counts.value).toEqual({ kept: 9_501, dropped: 500 })
    expect(log.shown).toHaveLength(9_501)
    expect([shown(log)[0], shown(log).at(-1)]).toEqual(['500', 'one more'])
    expect(log.entries[0]?.number).toBe(500)
  })

  it('looks at each entry once: a filter is not run again over all of them with each new one', () => {
    const log = createLog()
    let looks = 0
    // As much of a text as looking at it needs.
    const counted = { toLowerCase: () => ((looks += 1), 'x') } as string
    log.filter.value = { ...ALL, search: 'x' }
    for (let n = 0; n < 500; n++) log.add({ ...entry('x'), masked: counted })
    expect(log.shown).toHaveLength(500)
    expect(looks).toBe(500)
  })

  it('shows what fits direction, heartbeats and search, of what was there and of what comes', () => {
    const log = createLog()
    log.add(entry('ping', { heartbeat: true }))
    log.add(entry('pong', { kind: 'sent', heartbeat: true }))
    log.add(entry('Hello', { kind: 'sent' }))
    log.add(entry('opened', { kind: 'opened' }))
    log.filter.value = { ...ALL, direction: 'sent' }
    expect(shown(log)).toEqual(['pong', 'Hello'])
    log.filter.value = { ...ALL, direction: 'sent', heartbeats: false }
    expect(shown(log)).toEqual(['Hello'])
    log.filter.value = { ...ALL, search: 'hELL' }
    expect(shown(log)).toEqual(['Hello'])
    log.add(entry('shell'))
    log.add(entry('other'))
    expect(shown(log)).toEqual(['Hello', 'shell'])
    log.filter.value = ALL
    expect(log.shown).toHaveLength(6)
  })

  it('does not find by its search what is hidden', () => {
    const log = createLog()
    log.add(entry('••••••', { text: 'the secret' }))
    log.filter.value = { ...ALL, search: 'secret' }
    expect(shown(log)).toEqual([])
  })

  it('stands still while it is paused, and goes on with all that came', () => {
    const log = createLog()
    log.add(entry('before'))
    log.paused.value = true
    log.add(entry('meanwhile'))
    log.add(entry('meanwhile too'))
    expect(shown(log)).toEqual(['before'])
    expect([log.waiting.value, log.counts.value.kept]).toEqual([2, 3])
    log.filter.value = { ...ALL, search: 'mean' }
    expect(shown(log)).toEqual([])
    log.filter.value = ALL
    log.paused.value = false
    expect(shown(log)).toEqual(['before', 'meanwhile', 'meanwhile too'])
    expect(log.waiting.value).toBe(0)
  })

  it('is empty after clearing, also while paused, and goes on counting', () => {
    const log = createLog()
    log.add(entry('a'))
    log.paused.value = true
    log.add(entry('b'))
    log.clear()
    expect([log.shown.length, log.counts.value, log.waiting.value]).toEqual([0, { kept: 0, dropped: 0 }, 0])
    log.paused.value = false
    expect(log.add(entry('c')).number).toBe(2)
    expect(shown(log)).toEqual(['c'])
  })
})
