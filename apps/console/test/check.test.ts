// What is said of a frame before it is sent.
import { describe, expect, it } from 'vitest'
import { checkFrame } from '../model/check.ts'
import { tellCheck } from '../model/tell.ts'
import { en } from '../words/en.ts'
import { zh } from '../words/zh.ts'

const NONE: ReadonlySet<string> = new Set()
const USED: ReadonlySet<string> = new Set(['method 1', 'sub s1'])

describe('a frame', () => {
  it.each([
    '{"msg":"connect","version":"1","support":["1"]}',
    '{"msg":"ping"}',
    '{"msg":"pong","id":"x"}',
    '{"msg":"unsub","id":"s1"}',
    '{"msg":"method","method":"sendMessage","id":"s1","params":[]}',
    '{"msg":"method","method":"stream-notify-user","id":"2","params":[]}',
    '{"msg":"sub","name":"stream-room-messages","id":"1","params":["GENERAL",false]}',
    '{"msg":"sub","name":"meteor.loginServiceConfiguration","id":"2"}',
  ])('%s is a good one', (text) => {
    const check = checkFrame(text, USED)
    expect(check).toMatchObject({ kind: 'good' })
    expect(check).not.toHaveProperty('doubt')
    expect(tellCheck(check, en)).toBe('A valid frame.')
  })

  it.each([
    ['[]', 'not-object', 'A frame is an object: { … }.'],
    ['"ping"', 'not-object', 'A frame is an object: { … }.'],
    ['{}', 'no-msg', ''],
    ['{"msg":1}', 'no-msg', ''],
    ['{"msg":"hello"}', 'unknown-msg', 'Nobody knows "msg": "hello".'],
    ['{"msg":"result","id":"1"}', 'server-msg', '“result” is what servers send.'],
    ['{"msg":"method","method":"login"}', 'id', 'A method needs an "id"'],
    ['{"msg":"method","method":"login","id":42}', 'id-number', 'The "id" must be a text: "42", not 42.'],
    ['{"msg":"method","id":"1"}', 'method', ''],
    ['{"msg":"sub","id":"1"}', 'name', ''],
    ['{"msg":"sub","name":"x"}', 'id', 'A sub needs an "id"'],
    ['{"msg":"method","method":"login","id":"1","params":{}}', 'params', '"params" must be a list: [ … ].'],
    [`{"msg":"ping","x":${'['.repeat(40)}${']'.repeat(40)}}`, 'limit', ''],
  ])('%s is none: %s', (text, fault, sentence) => {
    const check = checkFrame(text, NONE)
    expect(check).toMatchObject({ kind: 'frame', fault })
    for (const words of [en, zh]) expect(tellCheck(check, words)).toMatch(/[.。]$/)
    expect(tellCheck(check, en)).toContain(sentence)
  })

  it('that is no JSON is told by line and column', () => {
    expect(tellCheck(checkFrame('{\n "msg": ping}', NONE), en)).toBe(
      'Line 2, column 9: a value must stand here: a text in double quotes, a number, true, false, null, { or [.',
    )
  })

  it.each([
    ['{"msg":"method","method":"sendMesage","id":"2"}', 'unknown-method', 'sendMesage'],
    ['{"msg":"method","method":"sendMessage","id":"1"}', 'used-id', '1'],
    ['{"msg":"sub","name":"stream-room-messages","id":"s1"}', 'used-id', 's1'],
    ['{"msg":"sub","name":"room-messages","id":"2"}', 'stream-prefix', 'room-messages'],
    ['{"msg":"sub","name":"stream-nothing","id":"2"}', 'unknown-stream', 'stream-nothing'],
    ['{"msg":"connect","version":"2","support":["1"]}', 'connect-version', '2'],
    ['{"msg":"connect","version":"1","support":[]}', 'connect-version', '1'],
  ])('%s is one, with a doubt: %s', (text, kind, name) => {
    const check = checkFrame(text, USED)
    expect(check).toMatchObject({ kind: 'good', doubt: { kind, name } })
    expect(tellCheck(check, en)).not.toBe(en.goodFrame)
  })
})
