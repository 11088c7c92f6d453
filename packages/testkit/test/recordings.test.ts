// Both recordings, parsed whole: every line is a frame, or one of the few that are named here with the reason.
// PROTOCOL.md#dialects
import { describe, expect, it } from 'vitest'
import { encode, parseClientFrame, parseServerFrame, ProtocolError } from 'quindar/protocol'
import { readRecording, recording, RECORDINGS, type RecordedLine } from '@quindar/testkit'

type Frame = Extract<RecordedLine, { text: string }>

const framesOf = (name: (typeof RECORDINGS)[number]) =>
  recording(name).filter((line): line is Frame => line.kind !== 'closed')
const parse = ({ kind, text }: Frame) => (kind === 'sent' ? parseClientFrame(text) : parseServerFrame(text))

/** Line, why it is none, and in which words a Meteor server says so. */
const NO_FRAMES: Record<(typeof RECORDINGS)[number], Record<number, [kind: string, reason: string]>> = {
  'meteor-2.13': {
    98: ['shape', 'Malformed method invocation'], // no id
    99: ['shape', 'Malformed method invocation'], // no method
    100: ['shape', 'Malformed method invocation'], // an id that is a number
    101: ['shape', 'Malformed subscription'], // no id
    102: ['shape', 'Bad request'], // {"msg":"wat"}
    103: ['shape', 'Bad request'], // {"x":1}
    104: ['syntax', 'Bad request'], // {nope
    105: ['shape', 'Bad request'], // []
    106: ['syntax', 'Bad request'], // 5
    137: ['syntax', 'Bad request'], // SockJS: open
    138: ['shape', 'Bad request'], // SockJS: a frame in an array
    139: ['syntax', 'Bad request'], // SockJS: a frame in a[…]
    140: ['syntax', 'Bad request'],
  },
  'rocketchat-ddp-streamer-6.14': {
    99: ['shape', 'Bad request'], // a SockJS array on a raw socket
    103: ['shape', 'Malformed method invocation'], // no id
    121: ['syntax', 'Bad request'], // {nope
    125: ['shape', 'Bad request'], // {"msg":"wat"}
    126: ['shape', 'Bad request'], // {"nomsg":1}
    127: ['syntax', 'Bad request'], // ""
    131: ['syntax', 'Bad request'], // SockJS: open
    132: ['syntax', 'Bad request'],
    133: ['syntax', 'Bad request'],
    134: ['shape', 'Bad request'],
    135: ['syntax', 'Bad request'],
  },
}

describe.each(RECORDINGS)('the recording of %s', (name) => {
  it('is all frames but for the lines named above', () => {
    const refused = framesOf(name).flatMap((line) => {
      const frame = parse(line)
      return frame instanceof ProtocolError ? [[line.line, [frame.kind, frame.reason]] as const] : []
    })
    expect(Object.fromEntries(refused)).toEqual(NO_FRAMES[name])
  })

  it('says the same after reading and writing', () => {
    for (const line of framesOf(name)) {
      const frame = parse(line)
      if (frame instanceof ProtocolError || line.text === '{"server_id":"0"}') continue
      expect(JSON.parse(encode(frame)), `line ${line.line}`).toEqual(JSON.parse(line.text))
    }
  })

  it('has frames behind its SockJS lines too', () => {
    const kinds = framesOf(name)
      .filter(({ connection, text }) => connection === 'S' && text !== 'o')
      .flatMap((line) => {
        const texts = JSON.parse(line.text.replace(/^a/, '')) as string[]
        return texts.map((text) => parse({ ...line, text }))
      })
      .map((frame) => (frame instanceof ProtocolError ? frame : frame.msg))
    const started =
      name === 'meteor-2.13' ? ['connect', 'connected', 'added'] : ['server_id', 'ping', 'connect', 'connected']
    expect(kinds).toEqual(started)
  })
})

it('Meteor’s own error frames are those that our refusals make, in order', () => {
  const malformed = framesOf('meteor-2.13').filter(({ section }) => section === 'malformed')
  const ours = malformed
    .filter(({ kind }) => kind === 'sent')
    .map((line) => {
      const { reason, offending } = parse(line) as ProtocolError
      return encode({ msg: 'error', reason, ...(offending !== undefined && { offendingMessage: offending }) })
    })
  expect(ours).toEqual(malformed.filter(({ kind }) => kind === 'received').map(({ text }) => text))
})

describe('readRecording', () => {
  it('reads frames, closes and sections with their lines', () => {
    expect(readRecording('A >> {"x": 1}\n\n# what next\nF2 << o\nF2 closed 1002 \nA closed 1007 BAD DATA\n')).toEqual([
      { connection: 'A', kind: 'sent', text: '{"x": 1}', section: '', line: 1 },
      { connection: 'F2', kind: 'received', text: 'o', section: 'what next', line: 4 },
      { connection: 'F2', kind: 'closed', code: 1002, reason: '', section: 'what next', line: 5 },
      { connection: 'A', kind: 'closed', code: 1007, reason: 'BAD DATA', section: 'what next', line: 6 },
    ])
  })

  it.each(['A > x', 'a >> x', 'A closed soon', 'hello'])('stops at %j', (line) => {
    expect(() => readRecording(`A >> ok\n${line}`)).toThrow(`Line 2 of the recording is neither`)
  })

  it.each([
    ['meteor-2.13', { sent: 45, received: 80, closed: 2 }],
    ['rocketchat-ddp-streamer-6.14', { sent: 48, received: 71, closed: 4 }],
  ] as const)('finds every line of %s', (name, counts) => {
    const count = (kind: string) => recording(name).filter((line) => line.kind === kind).length
    expect({ sent: count('sent'), received: count('received'), closed: count('closed') }).toEqual(counts)
  })
})
