// Plays the server's part of a recording: waits for what the client said then, answers what the server said then.
//
// Ids are the client's own, so those of the recording are put in their place. What is compared is what a frame asks
// for: method or publication, and parameters.

import { isDeepStrictEqual } from 'node:util'
import { parseClientFrame, ProtocolError, type ClientFrame } from 'quindar/protocol'
import type { PeerSocket } from './peer-socket.ts'
import type { RecordedLine } from './recordings.ts'

export interface ReplayOptions {
  /** Numbers of the lines that this client does not send; their answers are sent all the same. */
  readonly unsaid?: readonly number[]
}

export class Replay {
  private readonly socket: PeerSocket
  /** `method 1` → the id that the client has used instead. */
  private readonly ids = new Map<string, string>()

  /** @param socket The connection that plays along; its pings and pongs are part of the play. */
  constructor(socket: PeerSocket) {
    this.socket = socket
    socket.heartbeat = false
  }

  /** Plays these lines, all of one connection, from the first to the last. */
  async play(lines: readonly RecordedLine[], { unsaid = [] }: ReplayOptions = {}): Promise<void> {
    for (const line of lines) {
      if (line.kind === 'closed') this.socket.close(line.code, line.reason)
      else if (line.kind === 'received') this.socket.sendText(this.translate(line.text))
      else if (!unsaid.includes(line.line)) await this.hear(line)
    }
  }

  private async hear(line: RecordedLine & { text: string }): Promise<void> {
    const recorded = parseClientFrame(line.text)
    if (recorded instanceof ProtocolError) {
      throw new Error(`Line ${line.line} is no frame: no client of ours sends it, so name it as unsaid.`)
    }
    const said = await this.socket.next((frame) => this.asksTheSame(recorded, frame))
    if ('id' in recorded && recorded.id !== undefined && 'id' in said && said.id !== undefined) {
      this.ids.set(`${kindOf(recorded.msg)} ${recorded.id}`, said.id)
    }
  }

  /** Do both frames want the same of the server, whatever their ids? */
  private asksTheSame(recorded: ClientFrame, said: ClientFrame): boolean {
    if (recorded.msg === 'method' && said.msg === 'method') {
      return recorded.method === said.method && sameParams(recorded, said)
    }
    if (recorded.msg === 'sub' && said.msg === 'sub') {
      // A client that subscribes to streams alone asks for the publication `two` as the stream `two`.
      return recorded.name === said.name ? sameParams(recorded, said) : `stream-${recorded.name}` === said.name
    }
    if (recorded.msg === 'unsub' && said.msg === 'unsub') return this.idFor('sub', recorded.id) === said.id
    return recorded.msg === said.msg
  }

  private translate(text: string): string {
    let frame: unknown
    try {
      frame = JSON.parse(text)
    } catch {
      return text
    }
    if (typeof frame !== 'object' || frame === null) return text
    const { msg, id, methods, subs } = frame as { msg?: string; id?: string; methods?: string[]; subs?: string[] }
    if (msg === 'result' || msg === 'nosub') return JSON.stringify({ ...frame, id: this.idFor(kindOf(msg), id ?? '') })
    if (methods) return JSON.stringify({ ...frame, methods: methods.map((each) => this.idFor('method', each)) })
    if (subs) return JSON.stringify({ ...frame, subs: subs.map((each) => this.idFor('sub', each)) })
    return text
  }

  /** An id that nobody here has used must not be mistaken for one that somebody has. */
  private idFor(kind: string, recorded: string): string {
    return this.ids.get(`${kind} ${recorded}`) ?? `recorded-${recorded}`
  }
}

function kindOf(msg: string): 'method' | 'sub' | 'ping' {
  if (msg === 'method' || msg === 'result') return 'method'
  return msg === 'ping' || msg === 'pong' ? 'ping' : 'sub'
}

function sameParams(
  recorded: ClientFrame & { params?: unknown[] },
  said: ClientFrame & { params?: unknown[] },
): boolean {
  if (recorded.msg === 'method' && recorded.method === 'login') {
    // A password travels as its digest, a token is the test's own.
    return isDeepStrictEqual(waysOf(recorded.params?.[0]), waysOf(said.params?.[0]))
  }
  // Nothing recorded: nothing to compare.
  return recorded.params === undefined || isDeepStrictEqual(plain(recorded.params), plain(said.params ?? []))
}

/** Options that ask for documents are the same wish as none, and none is the same as `false`. */
function plain(params: readonly unknown[]): unknown[] {
  const wishes = params.map((param) => (asksForDocuments(param) ? false : param))
  while (wishes.at(-1) === false) wishes.pop()
  return wishes
}

function waysOf(options: unknown): string[] {
  return Object.keys(options ?? {}).sort()
}

function asksForDocuments(param: unknown): boolean {
  return typeof param === 'object' && param !== null && (param as { useCollection?: unknown }).useCollection === true
}
