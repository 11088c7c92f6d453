// A DDP client of twenty lines that knows nothing of ours: what it gets through, anybody gets through.

export interface Answer {
  msg: string
  id?: string
  subs?: string[]
  result?: unknown
  error?: { error: string | number; reason?: string }
}

/** An event of a stream. */
export interface Event {
  collection: string
  fields: { eventName: string; args: unknown[] }
}

/**
 * Connects to a server's `/websocket` as a raw socket does.
 * @param listener Hears every text that comes.
 */
export async function dialBare(url: string, listener?: (text: string) => void) {
  const socket = new WebSocket(`${url.replace('http', 'ws')}/websocket`)
  const waiting = new Map<string, (answer: Answer) => void>()
  const events: Event[] = []
  let wake = (): void => {}
  let lastId = 0
  socket.onmessage = ({ data }) => {
    listener?.(data as string)
    const answer = JSON.parse(data as string) as Answer
    if (answer.msg === 'changed') events.push(answer as Answer & Event)
    wake()
    if (answer.msg === 'ping') socket.send('{"msg":"pong"}')
    if (!['result', 'ready', 'nosub'].includes(answer.msg)) return
    for (const id of answer.subs ?? [answer.id ?? '']) waiting.get(id)?.(answer)
  }
  await new Promise((resolve) => (socket.onopen = resolve))
  socket.send('{"msg":"connect","version":"1","support":["1"]}')

  return {
    /** Sends a text that is a frame with an id; gives the `result`, `ready` or `nosub` that answers it. */
    ask(text: string): Promise<Answer> {
      return new Promise((resolve) => {
        waiting.set((JSON.parse(text) as { id: string }).id, resolve)
        socket.send(text)
      })
    },
    method(method: string, ...params: unknown[]): Promise<Answer> {
      return this.ask(JSON.stringify({ msg: 'method', id: `own ${++lastId}`, method, params }))
    },
    sub(name: string, ...params: unknown[]): Promise<Answer> {
      return this.ask(JSON.stringify({ msg: 'sub', id: `own ${++lastId}`, name, params }))
    },
    /** The events so far. */
    heard: (): readonly Event[] => events,
    /** The first event that fits, as soon as it is there. */
    async event(fits: (event: Event) => boolean): Promise<Event> {
      for (;;) {
        const event = events.find(fits)
        if (event) return event
        await new Promise<void>((resolve) => (wake = resolve))
      }
    },
    [Symbol.dispose]: () => socket.close(),
  }
}
