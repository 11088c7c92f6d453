// What one look at a frame says: its kind and what it is about, without reading all of it.
import { parseClientFrame, parseServerFrame, ProtocolError, type ClientFrame, type ServerFrame } from 'quindar/protocol'
import type { Direction } from './log.ts'

/** What the log and the steps want to know of a text that went by. */
export interface Glance {
  /** `undefined`: it is no frame of DDP. */
  readonly frame: ClientFrame | ServerFrame | undefined
  readonly title: string
  readonly heartbeat: boolean
}

export function glanceAt(direction: Direction, text: string): Glance {
  const parsed = direction === 'sent' ? parseClientFrame(text, WIDE) : parseServerFrame(text)
  if (parsed instanceof ProtocolError) return { frame: undefined, title: '?', heartbeat: false }
  return { frame: parsed, title: titleOf(parsed), heartbeat: parsed.msg === 'ping' || parsed.msg === 'pong' }
}

/** What we let people send: more than our own server accepts, to see what it says. */
const WIDE = { bytes: 33_554_432, depth: 200, keys: 1_000_000, items: 1_000_000, string: 33_554_432 }

function titleOf(frame: ClientFrame | ServerFrame): string {
  switch (frame.msg) {
    case 'method':
      return `method ${frame.method}`
    case 'sub':
      return `sub ${frame.name}`
    case 'unsub':
      return `unsub ${frame.id}`
    case 'result':
      return `result ${frame.id}${frame.error === undefined ? '' : ` ✗ ${frame.error.error}`}`
    case 'updated':
      return `updated ${frame.methods.join(', ')}`
    case 'ready':
      return `ready ${frame.subs.join(', ')}`
    case 'nosub':
      return `nosub ${frame.id}${frame.error === undefined ? '' : ` ✗ ${frame.error.error}`}`
    case 'added':
    case 'removed':
    case 'addedBefore':
    case 'movedBefore':
      return `${frame.msg} ${frame.collection}`
    case 'changed':
      return `changed ${frame.collection}${eventOf(frame.fields)}`
    default:
      return frame.msg
  }
}

function eventOf(fields: Record<string, unknown> | undefined): string {
  const name = fields?.['eventName']
  return typeof name === 'string' && name !== '' ? ` ${name}` : ''
}

/** UTF-8 bytes, as they are counted on the wire. */
export function bytesOf(text: string): number {
  let bytes = text.length
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at)
    if (code > 0x7f) bytes += code > 0x7ff && (code < 0xd800 || code > 0xdfff) ? 2 : 1
  }
  return bytes
}
