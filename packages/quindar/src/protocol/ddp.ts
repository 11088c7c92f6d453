// DDP, the frames of Rocket.Chat's Realtime API: one union per direction, parsing that never throws, encoding.
//
// Facts: PROTOCOL.md, one heading per frame. Only `fields`, `params` and `result` are EJSON on Meteor's server; its
// client and Rocket.Chat's ddp-streamer read and write the tags there too.

import { reviveEjson, stringifyEjson } from './ejson.ts'
import { isObject, type Json } from './json.ts'
import { overLimit, SERVER_FRAME_LIMITS, type FrameLimits } from './limits.ts'

/** The error object of a `result` or `nosub` frame, as Meteor.Error is written on the wire. */
export interface WireError {
  isClientSafe?: boolean
  /** A word such as `not-allowed`, or a number such as 404. */
  error: string | number
  reason?: string
  details?: unknown
  message?: string
  errorType?: string
}

export type ClientFrame =
  | { msg: 'connect'; version: string; support: string[]; session?: string }
  | { msg: 'ping'; id?: string }
  | { msg: 'pong'; id?: string }
  | { msg: 'method'; method: string; params?: unknown[]; id: string; randomSeed?: string }
  | { msg: 'sub'; id: string; name: string; params?: unknown[] }
  | { msg: 'unsub'; id: string }

export type ServerFrame =
  /** The greeting of Meteor up to 2.2 and of ddp-streamer: `{"server_id":"0"}`, with or without `msg`. */
  | { msg: 'server_id'; server_id: string }
  | { msg: 'connected'; session: string }
  | { msg: 'failed'; version: string }
  | { msg: 'ping'; id?: string }
  | { msg: 'pong'; id?: string }
  | { msg: 'result'; id: string; result?: unknown; error?: WireError }
  | { msg: 'updated'; methods: string[] }
  | { msg: 'ready'; subs: string[] }
  | { msg: 'nosub'; id: string; error?: WireError }
  | { msg: 'added'; collection: string; id: string; fields?: Record<string, unknown> }
  | { msg: 'changed'; collection: string; id: string; fields?: Record<string, unknown>; cleared?: string[] }
  | { msg: 'removed'; collection: string; id: string }
  | { msg: 'addedBefore'; collection: string; id: string; fields?: Record<string, unknown>; before: string | null }
  | { msg: 'movedBefore'; collection: string; id: string; before: string | null }
  | { msg: 'error'; reason: string; offendingMessage?: unknown }

/** What a text was when it was no frame. A value, never thrown. */
export class ProtocolError {
  /** `syntax`: not JSON or no object. `shape`: not a frame we know. `limit`: too deep, too wide, too long. */
  declare readonly kind: 'syntax' | 'shape' | 'limit'
  /** What exactly is wrong, for logs and developers. */
  declare readonly detail: string
  /** Meteor's own words, fit for an `error` frame. */
  declare readonly reason: 'Bad request' | 'Malformed method invocation' | 'Malformed subscription'
  /** The parsed JSON when it was an object but no frame, else undefined: the `offendingMessage` of an `error` frame. */
  declare readonly offending: unknown
  constructor(
    kind: ProtocolError['kind'],
    detail: string,
    reason: ProtocolError['reason'] = 'Bad request',
    offending?: unknown,
  ) {
    Object.assign(this, { kind, detail, reason, offending })
  }
}

/** The longest text that the client reads as a frame, in UTF-16 code units: real servers answer in megabytes. */
export const CLIENT_FRAME_LENGTH = 2 ** 25

/** The deepest nesting that the client reads. */
export const CLIENT_FRAME_DEPTH = 200

/**
 * The text of a frame, with its EJSON tags. Keys whose value is `undefined` are left out.
 * @throws what JSON.stringify throws: for a bigint, a circle, or nesting deeper than the stack.
 */
export const encode: (frame: ClientFrame | ServerFrame) => string = stringifyEjson

/** Reads a frame that a server sent, within {@link CLIENT_FRAME_LENGTH} and {@link CLIENT_FRAME_DEPTH}. Never throws. */
export function parseServerFrame(text: unknown): ServerFrame | ProtocolError {
  if (typeof text !== 'string') return new ProtocolError('syntax', 'not a text')
  if (text.length > CLIENT_FRAME_LENGTH) return new ProtocolError('limit', 'too long')
  return parse(text, (json) => {
    // The whole frame, not only its EJSON keys: an error frame may send back any part of it.
    reviveEjson(json, CLIENT_FRAME_DEPTH)
    return asServerFrame(json)
  })
}

/** Reads a frame that a client sent. Never throws. */
export function parseClientFrame(text: string, limits: FrameLimits = SERVER_FRAME_LIMITS): ClientFrame | ProtocolError {
  if (text.length > limits.bytes) return new ProtocolError('limit', `bytes above ${limits.bytes}`)
  return parse(text, (json) => {
    const tooMuch = overLimit(json, limits)
    if (tooMuch !== undefined) return new ProtocolError('limit', tooMuch)
    reviveEjson(json)
    return asClientFrame(json)
  })
}

/** @param read Throws only for what is nested too deep: also for a stack that is too small for limits that are too wide. */
function parse<Frame>(text: string, read: (json: Json) => Frame): Frame | ProtocolError {
  let json: unknown
  try {
    json = JSON.parse(text)
  } catch {
    return new ProtocolError('syntax', 'not JSON')
  }
  if (!isObject(json)) return new ProtocolError('syntax', 'JSON, but no object')
  try {
    return read(json)
  } catch (error) {
    return new ProtocolError('limit', (error as Error).message)
  }
}

const DOCUMENT = ['collection', 'id']

/** What a server's frames must have. `methods` and `subs` are lists of strings, `before` may be null, the rest are strings. */
const NEEDED: ReadonlyMap<unknown, readonly string[]> = /* @__PURE__ */ new Map([
  ['changed', DOCUMENT],
  ['added', DOCUMENT],
  ['removed', DOCUMENT],
  ['result', ['id']],
  ['updated', ['methods']],
  ['ready', ['subs']],
  ['nosub', ['id']],
  ['ping', []],
  ['pong', []],
  ['connected', ['session']],
  ['failed', ['version']],
  ['error', ['reason']],
  ['server_id', ['server_id']],
  ['addedBefore', [...DOCUMENT, 'before']],
  ['movedBefore', [...DOCUMENT, 'before']],
])

function asServerFrame(json: Json): ServerFrame | ProtocolError {
  const { msg = 'server_id', id, fields = {}, cleared = [], error } = json
  const fits =
    NEEDED.get(msg)?.every((key) => isFit(key, json[key])) &&
    isObject(fields) &&
    !Array.isArray(fields) &&
    isStrings(cleared)
  if (!fits) return notAFrame(json)
  if (msg === 'ping' || msg === 'pong') return heartbeat(msg, id)
  json['msg'] = msg
  if (error !== undefined) json['error'] = asWireError(error)
  return json as ServerFrame & Json
}

function isFit(key: string, value: unknown): boolean {
  if (key === 'methods' || key === 'subs') return isStrings(value)
  return isString(value) || (key === 'before' && value === null)
}

function asClientFrame(json: Json): ClientFrame | ProtocolError {
  const { msg, id } = json
  const paramsFit = json['params'] === undefined || Array.isArray(json['params'])
  switch (msg) {
    case 'method':
      if (isString(id) && isString(json['method']) && paramsFit && isString(json['randomSeed'] ?? '')) {
        return json as ClientFrame & Json
      }
      return notAFrame(json, 'Malformed method invocation')
    case 'sub':
      if (isString(id) && isString(json['name']) && paramsFit) return json as ClientFrame & Json
      return notAFrame(json, 'Malformed subscription')
    case 'unsub':
      if (isString(id)) return json as ClientFrame & Json
      break
    case 'ping':
    case 'pong':
      return heartbeat(msg, id)
    case 'connect':
      return asConnect(json)
    default:
      break
  }
  return notAFrame(json)
}

/** A `connect` that is not well formed is still a connect: the server answers it with `failed`, not with `error`. */
function asConnect(json: Json): ClientFrame {
  const version = isString(json['version']) ? json['version'] : ''
  const support = isStrings(json['support']) ? json['support'] : []
  const session = json['session']
  return { msg: 'connect', version, support, ...(isString(session) && { session }) }
}

function notAFrame(json: Json, reason: ProtocolError['reason'] = 'Bad request'): ProtocolError {
  const msg = isString(json['msg']) ? json['msg'].slice(0, 40) : typeof json['msg']
  return new ProtocolError('shape', `no frame, or not with these keys: msg is ${msg}`, reason, json)
}

function isString(value: unknown): value is string {
  return typeof value === 'string'
}

function isStrings(value: unknown): value is string[] {
  return Array.isArray(value) && value.every(isString)
}

/** A ping counts whatever its id is; an id that is no string is not sent back. */
function heartbeat(msg: 'ping' | 'pong', id: unknown): { msg: 'ping' | 'pong'; id?: string } {
  return isString(id) ? { msg, id } : { msg }
}

/** An answer with an error that is no Meteor.Error is an answer still: whoever waits for it must not wait on. */
function asWireError(value: unknown): WireError {
  const error = isObject(value) ? value['error'] : undefined
  if (isString(error) || typeof error === 'number') return value as WireError
  return { error: 'unknown', details: value }
}
