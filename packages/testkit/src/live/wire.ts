// A client's socket to a real server, which the contract can pull out, and whose answers it can lose.
import type { Ports, Socket } from 'quindar'

export interface Wire {
  /** For a client's ports. */
  readonly WebSocket: Ports['WebSocket']
  /** Breaks what is open; new sockets do not open until `plug`. */
  readonly pull: () => void
  readonly plug: () => void
  /** Loses the answer of the next call of this method, and breaks the socket there. Resolves when that has happened. */
  readonly loseAnswer: (method: string) => Promise<void>
}

export function createWire(): Wire {
  const open = new Set<{ readonly end: () => void }>()
  let plugged = true
  let losing: { readonly method: string; id?: string; readonly done: () => void } | undefined

  class Pluggable implements Socket {
    onopen: Socket['onopen'] = null
    onmessage: Socket['onmessage'] = null
    onclose: Socket['onclose'] = null
    onerror: Socket['onerror'] = null
    private readonly inner: WebSocket
    constructor(url: string) {
      if (!plugged) throw new Error('The wire is pulled out.')
      this.inner = new WebSocket(url)
      this.inner.onopen = (event) => this.onopen?.(event)
      this.inner.onerror = (event) => this.onerror?.(event)
      this.inner.onclose = (event) => {
        open.delete(this)
        this.onclose?.(event)
      }
      this.inner.onmessage = ({ data }: { readonly data: unknown }) => this.hear(String(data))
      open.add(this)
    }
    private hear(data: string): void {
      if (losing?.id !== undefined && data.includes('"result"') && data.includes(`"id":"${losing.id}"`)) {
        const { done } = losing
        losing = undefined
        this.end()
        done()
        return
      }
      this.onmessage?.({ data })
    }
    end(): void {
      open.delete(this)
      this.inner.onmessage = this.inner.onclose = this.inner.onerror = null
      this.inner.close()
      this.onclose?.({ code: 1006 })
    }
    send(text: string): void {
      if (losing && text.includes(`"method":"${losing.method}"`)) losing.id = (JSON.parse(text) as { id: string }).id
      this.inner.send(text)
    }
    close(): void {
      open.delete(this)
      this.inner.close()
    }
  }

  return {
    WebSocket: Pluggable,
    pull() {
      plugged = false
      for (const socket of open) socket.end()
    },
    plug() {
      plugged = true
    },
    loseAnswer: (method) =>
      new Promise((resolve) => {
        losing = { method, done: resolve }
      }),
  }
}
