// When we ask whether somebody is there, and when we give up.

import { beforeEach, describe, expect, it } from 'vitest'
import { Heartbeat } from '../../src/ddp/heartbeat.ts'
import { TestClock } from './clock.ts'

let clock: TestClock
let said: string[]
let heartbeat: Heartbeat

beforeEach(() => {
  clock = new TestClock()
  said = []
  heartbeat = new Heartbeat(
    clock,
    { first: 1_000, idle: 15_000, patience: 10_000 },
    { ask: () => said.push('ask'), gone: () => said.push('gone') },
  )
})

describe('a heartbeat', () => {
  it('asks after the first silence, and gives up after its patience', () => {
    clock.advance(999)
    expect(said).toEqual([])
    clock.advance(1)
    expect(said).toEqual(['ask'])
    clock.advance(9_999)
    expect(said).toEqual(['ask'])
    clock.advance(1)
    expect(said).toEqual(['ask', 'gone'])
    clock.advance(100_000)
    expect(said).toEqual(['ask', 'gone'])
    expect(clock.waiting).toBe(0)
  })

  it('waits for the idle time once something has come', () => {
    clock.advance(400)
    heartbeat.heard()
    clock.advance(14_999)
    expect(said).toEqual([])
    clock.advance(1)
    expect(said).toEqual(['ask'])
  })

  it('takes anything that comes for an answer', () => {
    clock.advance(1_000)
    clock.advance(9_999)
    heartbeat.heard()
    clock.advance(1)
    expect(said).toEqual(['ask'])
    // 15 s after what was heard, not after the question.
    clock.advance(14_998)
    expect(said).toEqual(['ask'])
    clock.advance(1)
    expect(said).toEqual(['ask', 'ask'])
    clock.advance(10_000)
    expect(said).toEqual(['ask', 'ask', 'gone'])
  })

  it('counts nobody out for the time in which the server itself slept', () => {
    clock.advance(1_000)
    clock.oversleep(60_000)
    expect(said).toEqual(['ask'])
    // What waited in the socket is read now.
    heartbeat.heard()
    clock.advance(10_000)
    expect(said).toEqual(['ask'])
  })

  it('gives a client that really is gone the same patience again after such a sleep', () => {
    clock.advance(1_000)
    clock.oversleep(60_000)
    clock.advance(9_999)
    expect(said).toEqual(['ask'])
    clock.advance(1)
    expect(said).toEqual(['ask', 'gone'])
  })

  it('takes a second of lateness for what timers do', () => {
    clock.advance(1_000)
    clock.oversleep(11_000)
    expect(said).toEqual(['ask', 'gone'])
  })

  it('takes more than a second of lateness for sleep', () => {
    clock.advance(1_000)
    clock.oversleep(11_001)
    expect(said).toEqual(['ask'])
  })

  it('is silent when asking was what ended it', () => {
    const ended = new Heartbeat(
      clock,
      { first: 1_000, idle: 15_000, patience: 10_000 },
      {
        ask() {
          said.push('asked')
          ended.stop()
        },
        gone: () => said.push('gone after the end'),
      },
    )
    heartbeat.stop()
    clock.advance(100_000)
    expect(said).toEqual(['asked'])
    expect(clock.waiting).toBe(0)
  })

  it('is silent once it is stopped', () => {
    heartbeat.stop()
    clock.advance(100_000)
    expect(said).toEqual([])
    expect(clock.waiting).toBe(0)
  })
})
