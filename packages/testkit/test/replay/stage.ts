// What the replays of both recordings share: the recording with its score, and a client on stage with the peer.
import { createClient, type Client, type ClientOptions, type StreamListenOptions } from 'quindar'
import { fakeClock, recording, Replay, startPeer, type PeerOptions, type RECORDINGS } from '@quindar/testkit'

/** A recording, and which of its lines were played. */
export function score(name: (typeof RECORDINGS)[number], unsaid: Readonly<Record<number, string>>) {
  const lines = recording(name)
  const left = new Set(lines.map(({ line }) => line))
  return {
    /** The lines that were not played yet. */
    left,
    /** The lines `from` to `to` of one connection, in the order of the file. */
    part: (connection: string, from: number, to = from) => {
      const part = lines.filter((line) => line.connection === connection && line.line >= from && line.line <= to)
      for (const { line } of part) left.delete(line)
      return part
    },
    play: async (replay: Replay, ...parts: ReturnType<typeof recording>[]) => {
      for (const part of parts) await replay.play(part, { unsaid: Object.keys(unsaid).map(Number) })
    },
  }
}

/** A peer with a client on a clock that stands still. */
export async function stage(options: ClientOptions = {}, peerOptions: PeerOptions = {}) {
  const peer = await startPeer(peerOptions)
  const clock = fakeClock()
  const warnings: string[] = []
  const rc = createClient(peer.url, {
    ...options,
    ports: { ...clock, random: () => 0.5 },
    logger: { warn: (text) => warnings.push(text) },
  })
  const socket = await peer.connection()
  const replay = new Replay(socket)
  return {
    rc,
    peer,
    socket,
    replay,
    clock,
    warnings,
    /** Does a call that nobody recorded get through, and was every frame understood? */
    alive: async (): Promise<boolean> => {
      const call = rc.call('alive')
      socket.answer(await socket.nextMethod('alive'), 'yes')
      return (await call) === 'yes' && rc.stats.malformed === 0
    },
    [Symbol.asyncDispose]: async () => {
      await rc.close()
      await peer.close()
    },
  }
}

/** Waits until the client is where it should be. */
export async function until(rc: Client, status: string): Promise<ReturnType<Client['state']['getSnapshot']>> {
  return new Promise((resolve) => {
    const stop = rc.state.subscribe(look)
    function look() {
      const state = rc.state.getSnapshot()
      if (state.status !== status) return
      queueMicrotask(() => stop())
      resolve(state)
    }
    look()
  })
}

/** What a promise rejects with. */
export const failure = (promise: Promise<unknown>) =>
  promise.then(
    () => 'no failure',
    (error: unknown) => error,
  )

/** Subscribes, and tells what became of it. */
export function listen(rc: Client, name: string, key = '', args: unknown[] = [], options: StreamListenOptions = {}) {
  const events: unknown[][] = []
  const stop = rc.stream(name, key, ...args).on((...event: unknown[]) => events.push(event), options)
  return { events, stop, ready: stop.ready }
}
