// The download is a recording as those that the tests replay: read back by the same reader, and without secrets.
import { readRecording } from '@quindar/testkit'
import { describe, expect, it } from 'vitest'
import type { Entry } from '../model/log.ts'
import { connectionName, writeLine, writeRecording } from '../model/recording.ts'

let number = 0
const entry = (kind: Entry['kind'], masked: string, more: Partial<Entry> = {}): Entry => ({
  number: number++,
  at: Date.UTC(2026, 10, 22, 12, 30, 5, 7),
  connection: 'A',
  kind,
  text: 'THE SECRET',
  masked,
  bytes: 1,
  title: '',
  heartbeat: false,
  ...more,
})

const ENTRIES = [
  entry('opened', 'ws://host/websocket', { step: 'open' }),
  entry('sent', '{"msg":"connect"}', { step: 'connect' }),
  entry('received', '{"msg":"connected",\r\n  "session":"s"}'),
  entry('sent', '{"msg":"pong"}'),
  entry('sent', '{"msg":"method"}', { step: 'login' }),
  entry('sent', '{"msg":"method","id":"2"}', { step: 'login' }),
  entry('closed', 'TIMEOUT', { code: 4000, closedBy: 'server' }),
  entry('opened', 'ws://host/websocket', { connection: 'B' }),
  entry('closed', '', { connection: 'B', code: 1000, closedBy: 'console' }),
]

describe('a recording', () => {
  it('is written in the format of the recorded frames', () => {
    expect(writeRecording(ENTRIES, { open: 'Open', connect: 'Connect', login: 'Log in' })).toBe(
      [
        '# Open',
        '# Connect',
        'A >> {"msg":"connect"}',
        'A << {"msg":"connected", "session":"s"}',
        'A >> {"msg":"pong"}',
        '# Log in',
        'A >> {"msg":"method"}',
        'A >> {"msg":"method","id":"2"}',
        'A closed 4000 TIMEOUT',
        '',
      ].join('\n'),
    )
  })

  it('is read by the reader of the recorded frames, closings without a reason too', () => {
    const closed = entry('closed', '', { code: 1006, closedBy: 'server' })
    const lines = readRecording(writeRecording([...ENTRIES, closed], { login: 'Log in' }))
    expect(lines.map(({ kind, section }) => [kind, section])).toEqual([
      ['sent', 'connect'],
      ['received', 'connect'],
      ['sent', 'connect'],
      ['sent', 'Log in'],
      ['sent', 'Log in'],
      ['closed', 'Log in'],
      ['closed', 'Log in'],
    ])
    expect(lines.at(-1)).toMatchObject({ code: 1006, reason: '' })
  })

  it('has nothing of what is hidden on the page', () => {
    expect(writeRecording(ENTRIES, {})).not.toContain('SECRET')
    expect(writeRecording([], {})).toBe('')
  })
})

it('names connections as the format does', () => {
  expect([0, 1, 25, 26, 27, 51, 52, 259, 260].map(connectionName)).toEqual([
    'A',
    'B',
    'Z',
    'A1',
    'B1',
    'Z1',
    'A2',
    'Z9',
    'A',
  ])
  const names = Array.from({ length: 260 }, (_, index) => connectionName(index))
  expect(new Set(names).size).toBe(260)
  for (const name of names) expect(name).toMatch(/^[A-Z]\d?$/)
})

it('writes one entry as a line', () => {
  expect(writeLine(entry('received', ''), '{\n  "msg": "ping" }')).toBe('12:30:05.007 A << { "msg": "ping" }')
  expect(writeLine(entry('closed', '', { code: 1012 }), '')).toBe('12:30:05.007 A closed 1012')
})
