// A server that is not there: it answers as one would, or as one does on a bad day.
import { parseClientFrame, ProtocolError, type ClientFrame } from 'quindar/protocol'
import type { ConsolePorts, HttpAnswer, Socket } from '../model/ports.ts'

export interface MadeUp {
  readonly ports: ConsolePorts
  /** The server says something by itself. */
  readonly say: (frame: unknown) => void
  readonly hangUp: (code: number, reason: string) => void
}

export interface Habits {
  /** Sockets do not open. */
  readonly down?: boolean
  /** Sockets neither open nor fail. */
  readonly slow?: boolean
  /** What `/api/info` answers; absent: nothing that this page may read. */
  readonly info?: HttpAnswer
  /** The answer to a frame; absent: nothing. */
  readonly answer?: (frame: ClientFrame) => readonly unknown[]
}

/** @param page Where the console believes to be. */
export function madeUp(
  { down, slow, info, answer = goodAnswer }: Habits,
  page = 'http://localhost:3000/console',
): MadeUp {
  let socket: Socket | undefined
  const soon = (task: () => void): void => void Promise.resolve().then(task)
  const say = (frame: unknown): void =>
    socket?.onmessage?.({ data: typeof frame === 'string' ? frame : JSON.stringify(frame) })

  function openSocket(): Socket {
    const opened: Socket = {
      onopen: null,
      onmessage: null,
      onclose: null,
      close: () => undefined,
      send: (text) => {
        const frame = parseClientFrame(text)
        if (frame instanceof ProtocolError) return soon(() => say({ msg: 'error', reason: frame.reason }))
        soon(() => answer(frame).forEach(say))
      },
    }
    socket = opened
    if (!slow) soon(() => (down ? opened.onclose?.({ code: 1006, reason: '' }) : opened.onopen?.()))
    return opened
  }

  return {
    say,
    hangUp: (code, reason) => socket?.onclose?.({ code, reason }),
    ports: {
      openSocket,
      request: () => (info === undefined ? Promise.reject(new TypeError('made up')) : Promise.resolve(info)),
      // Nothing happens by itself here: what is looked at stands still.
      now: () => Date.UTC(2026, 10, 22, 12, 30, 5, 7),
      setTimeout: () => undefined,
      clearTimeout: () => undefined,
      random: () => 0.5,
      page,
      demo: true,
    },
  }
}

/** As a server would that is well. */
export function goodAnswer(frame: ClientFrame): readonly unknown[] {
  switch (frame.msg) {
    case 'connect':
      return [{ msg: 'connected', session: 'KkTkxGWZ98Q3QiEfM' }]
    case 'sub':
      return [{ msg: 'ready', subs: [frame.id] }]
    case 'unsub':
      return [{ msg: 'nosub', id: frame.id }]
    case 'ping':
      return [{ msg: 'pong', id: frame.id }]
    case 'pong':
      return []
    case 'method':
      return [
        { msg: 'updated', methods: [frame.id] },
        {
          msg: 'result',
          id: frame.id,
          result: { id: 'u1', token: 'pYhuJ4mBcTzqqEkvXwYc8FuMvwAmSqAkZ3v7vLw9n1o', tokenExpires: { $date: 0 } },
        },
      ]
  }
}
