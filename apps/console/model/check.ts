// What can be said of a frame before it is sent: is it JSON, is it a frame, and does it mean what it seems to.
import { METHODS, parseClientFrame, ProtocolError, PUBLICATIONS, STREAMS, type ClientFrame } from 'quindar/protocol'
import { findProblem, type JsonProblem } from './json-text.ts'

/** What keeps it from being a frame. */
export type FrameFault =
  'not-object' | 'no-msg' | 'unknown-msg' | 'server-msg' | 'id' | 'id-number' | 'method' | 'name' | 'params' | 'limit'

/** It is a frame, and yet may not do what is meant. `name` is what it is about. */
export interface Doubt {
  readonly kind: 'unknown-method' | 'unknown-stream' | 'used-id' | 'connect-version' | 'stream-prefix'
  readonly name: string
}

export type FrameCheck =
  | { readonly kind: 'good'; readonly frame: ClientFrame; readonly doubt?: Doubt }
  | { readonly kind: 'json'; readonly problem: JsonProblem }
  | { readonly kind: 'frame'; readonly fault: FrameFault; readonly msg: string }

const CLIENTS = new Set(['connect', 'method', 'sub', 'unsub', 'ping', 'pong'])
const SERVERS = new Set(
  'server_id connected failed result updated ready nosub added changed removed addedBefore movedBefore error'.split(
    ' ',
  ),
)

/** @param usedIds Ids of calls and of subscriptions that live on this connection. */
export function checkFrame(text: string, usedIds: ReadonlySet<string>): FrameCheck {
  const problem = findProblem(text)
  if (problem !== undefined) return { kind: 'json', problem }
  const parsed = parseClientFrame(text)
  if (parsed instanceof ProtocolError) return { kind: 'frame', ...faultOf(text, parsed) }
  const doubt = doubtOf(parsed, usedIds)
  return doubt === undefined ? { kind: 'good', frame: parsed } : { kind: 'good', frame: parsed, doubt }
}

function faultOf(text: string, { kind }: ProtocolError): { fault: FrameFault; msg: string } {
  if (kind === 'limit') return { fault: 'limit', msg: '' }
  const json: unknown = JSON.parse(text)
  if (typeof json !== 'object' || json === null || Array.isArray(json)) return { fault: 'not-object', msg: '' }
  const fields = json as Readonly<Record<string, unknown>>
  const msg = typeof fields['msg'] === 'string' ? fields['msg'] : ''
  if (msg === '') return { fault: 'no-msg', msg }
  if (SERVERS.has(msg)) return { fault: 'server-msg', msg }
  if (!CLIENTS.has(msg)) return { fault: 'unknown-msg', msg }
  if (typeof fields['id'] === 'number') return { fault: 'id-number', msg }
  if (typeof fields['id'] !== 'string') return { fault: 'id', msg }
  if (msg === 'method' && typeof fields['method'] !== 'string') return { fault: 'method', msg }
  if (msg === 'sub' && typeof fields['name'] !== 'string') return { fault: 'name', msg }
  return { fault: 'params', msg }
}

function doubtOf(frame: ClientFrame, usedIds: ReadonlySet<string>): Doubt | undefined {
  switch (frame.msg) {
    case 'connect':
      return frame.version === '1' && frame.support.includes('1')
        ? undefined
        : { kind: 'connect-version', name: frame.version }
    case 'method':
      if (usedIds.has(`method ${frame.id}`)) return { kind: 'used-id', name: frame.id }
      return isKnownMethod(frame.method) ? undefined : { kind: 'unknown-method', name: frame.method }
    case 'sub':
      if (usedIds.has(`sub ${frame.id}`)) return { kind: 'used-id', name: frame.id }
      if (STREAMS.has(frame.name)) return { kind: 'stream-prefix', name: frame.name }
      return isKnownPublication(frame.name) ? undefined : { kind: 'unknown-stream', name: frame.name }
    default:
      return undefined
  }
}

function isKnownMethod(name: string): boolean {
  return METHODS.has(name) || (name.startsWith('stream-') && STREAMS.has(name.slice('stream-'.length)))
}

function isKnownPublication(name: string): boolean {
  return PUBLICATIONS.has(name) || (name.startsWith('stream-') && STREAMS.has(name.slice('stream-'.length)))
}
