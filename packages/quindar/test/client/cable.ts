// A cable between a client and a real server: it can be pulled out and plugged in again, and it counts what is called.
import { encode, parseClientFrame, ProtocolError, type ClientFrame } from 'quindar/protocol'
import type { Ports, Socket } from 'quindar'
// Loaded on demand; here it is there from the start.
import '../../src/client/catch-up/catch-up.ts'

export interface Cable {
  /** For a client's ports. */
  readonly ports: Partial<Ports>
  /** Methods that were called, in order, without logins. */
  readonly calls: string[]
  /** Refusals that came back: `too-many-requests` and the like. */
  readonly refusals: unknown[]
  /** Methods that this server is to be without. */
  readonly without: Set<string>
  /** From now on nothing goes through, and the client knows. */
  readonly pull: () => void
  readonly plug: () => void
  /** Called with every frame that goes out; pulls the cable where it says so. */
  onFrame: ((frame: ClientFrame) => void) | undefined
}

export function cable(): Cable {
  const open = new Set<{ end: () => void }>()
  let plugged = true
  const self: Cable = {
    calls: [],
    refusals: [],
    without: new Set(),
    onFrame: undefined,
    pull() {
      plugged = false
      for (const socket of open) socket.end()
    },
    plug() {
      plugged = true
    },
    ports: {
      // Never quite zero, so that a client that is cut off does not spin.
      random: () => 0.02,
      WebSocket: class implements Socket {
        onopen: Socket['onopen'] = null
        onmessage: Socket['onmessage'] = null
        onclose: Socket['onclose'] = null
        onerror: Socket['onerror'] = null
        private readonly wire: WebSocket
        constructor(url: string) {
          if (!plugged) throw new Error('The cable is pulled out.')
          this.wire = new WebSocket(url)
          this.wire.onopen = (event) => this.onopen?.(event)
          this.wire.onerror = (event) => this.onerror?.(event)
          this.wire.onclose = (event) => this.onclose?.(event)
          this.wire.onmessage = (event: MessageEvent<string>) => {
            if (event.data.includes('"msg":"result"') && event.data.includes('"error":')) {
              self.refusals.push((JSON.parse(event.data) as { error?: { error?: unknown } }).error?.error)
            }
            this.onmessage?.(event)
          }
          open.add(this)
        }
        end() {
          open.delete(this)
          this.wire.onmessage = this.wire.onclose = this.wire.onerror = null
          this.wire.close()
          this.onclose?.({ code: 1006 })
        }
        send(text: string) {
          const frame = parseClientFrame(text)
          if (frame instanceof ProtocolError) throw new Error(frame.detail)
          self.onFrame?.(frame)
          if (!open.has(this)) return
          if (frame.msg === 'method' && frame.method !== 'login') self.calls.push(frame.method)
          if (frame.msg === 'method' && self.without.has(frame.method)) {
            const error = { error: 404, reason: `Method '${frame.method}' not found` }
            queueMicrotask(() => this.onmessage?.({ data: encode({ msg: 'result', id: frame.id, error }) }))
            return
          }
          this.wire.send(text)
        }
        close() {
          open.delete(this)
          this.wire.close()
        }
      },
    },
  }
  return self
}
