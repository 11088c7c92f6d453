// What a power cut leaves: the system calls of a real process, replayed up to a point, where writes that were not synced
// are there, not there, or there by half, as chance will have it.

import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import type { Randomness } from '../../../src/clock.ts'

export type Event =
  | { readonly kind: 'write'; readonly path: string; readonly data: Buffer; readonly offset: number }
  | { readonly kind: 'truncate'; readonly path: string; readonly length: number }
  | { readonly kind: 'sync'; readonly path: string }
  | { readonly kind: 'said'; readonly line: string }

/** Reads what `strace -f -y -xx` wrote of a process, in the order in which its calls ended. */
export function readTrace(file: string): Event[] {
  const begun = new Map<string, string>()
  const events: Event[] = []
  for (const line of readFileSync(file, 'latin1').split('\n')) {
    const [, thread = '', text = ''] = /^(\d+) +(.*)$/.exec(line) ?? []
    const unfinished = / <unfinished \.\.\.>$/.exec(text)
    if (unfinished) {
      begun.set(thread, text.slice(0, unfinished.index))
      continue
    }
    const resumed = /^<\.\.\. \w+ resumed>/.exec(text)
    const event = toEvent(resumed ? (begun.get(thread) ?? '') + text.slice(resumed[0].length) : text)
    if (event) events.push(event)
  }
  return events
}

function toEvent(call: string): Event | undefined {
  const write = /^(pwrite64|write)\((\d+)<([^>]*)>, "([^"]*)", \d+(?:, (\d+))?\) += \d+/.exec(call)
  if (write) {
    const [, name, descriptor, path = '', data = '', offset = '0'] = write
    if (name === 'write') return descriptor === '1' ? { kind: 'said', line: hex(data).toString().trim() } : undefined
    return { kind: 'write', path: hex(path).toString(), data: hex(data), offset: Number(offset) }
  }
  const truncate = /^ftruncate\(\d+<([^>]*)>, (\d+)\) += 0/.exec(call)
  if (truncate) return { kind: 'truncate', path: hex(truncate[1] ?? '').toString(), length: Number(truncate[2]) }
  const sync = /^f(?:data)?sync\(\d+<([^>]*)>\) += 0/.exec(call)
  return sync ? { kind: 'sync', path: hex(sync[1] ?? '').toString() } : undefined
}

function hex(text: string): Buffer {
  return Buffer.from(text.replaceAll('\\x', ''), 'hex')
}

type Change = Extract<Event, { kind: 'write' | 'truncate' }>

/** The files of a directory on a disk that may lose whatever was not synced. */
export class Disk {
  readonly #directory: string
  readonly #honest: boolean
  readonly #durable = new Map<string, Buffer>()
  readonly #pending = new Map<string, Change[]>()
  /** Files whose name the directory might still forget. */
  readonly #unnamed = new Set<string>()

  /** @param honest `false`: a disk that says "done" to a sync and does nothing */
  constructor(directory: string, files: readonly string[], honest: boolean) {
    this.#directory = directory
    this.#honest = honest
    for (const name of files) this.#durable.set(join(directory, name), readFileSync(join(directory, name)))
  }

  apply(event: Event): void {
    if (event.kind === 'said') return
    if (event.kind === 'sync') {
      if (!this.#honest) return
      if (event.path === this.#directory) this.#unnamed.clear()
      const content = this.#pending.get(event.path)
      if (content) this.#durable.set(event.path, content.reduce(changed, this.#content(event.path)))
      this.#pending.delete(event.path)
      return
    }
    if (!event.path.startsWith(this.#directory)) return
    if (!this.#durable.has(event.path) && !this.#pending.has(event.path)) this.#unnamed.add(event.path)
    const pending = this.#pending.get(event.path) ?? []
    this.#pending.set(event.path, [...pending, event])
  }

  /** Writes into `target` what is found when the power comes back. `luck` 0: nothing unsynced; 1: all; else by chance. */
  leave(target: string, luck: number, random: Randomness): void {
    mkdirSync(target, { recursive: true })
    const chance = (): number => (random.bytes(1)[0] ?? 0) / 256
    for (const path of new Set([...this.#durable.keys(), ...this.#pending.keys()])) {
      if (path.endsWith('-shm') || path.endsWith('.lock')) continue
      if (this.#unnamed.has(path) && chance() >= luck) continue
      let content = this.#content(path)
      for (const change of this.#pending.get(path) ?? []) {
        if (chance() < luck) content = changed(content, change)
        else if (luck > 0 && change.kind === 'write' && chance() < 0.3)
          content = changed(content, half(change, chance()))
      }
      writeFileSync(join(target, basename(path)), content)
    }
  }

  #content(path: string): Buffer {
    return this.#durable.get(path) ?? Buffer.alloc(0)
  }
}

/** Disks write sectors of 512 bytes. */
function half(change: Extract<Event, { kind: 'write' }>, part: number): Change {
  return { ...change, data: change.data.subarray(0, Math.floor((change.data.length * part) / 512) * 512) }
}

function changed(content: Buffer, change: Change): Buffer {
  if (change.kind === 'truncate') return Buffer.concat([content], change.length)
  const longer = Buffer.concat([content], Math.max(content.length, change.offset + change.data.length))
  change.data.copy(longer, change.offset)
  return longer
}
