// What the tests of `RealTimeAPI` have in common: one of them at an address, and what an Observable has said so far.
import type { Observable } from 'rxjs'
import { onTestFinished } from 'vitest'
import { RealTimeAPI, type Frame, type SocketConfig } from 'quindar/rxjs'

export function open(url: string, config: Partial<SocketConfig> = {}): RealTimeAPI {
  const address = `${url.replace('http', 'ws')}/websocket`
  const api = new RealTimeAPI(Object.keys(config).length > 0 ? { ...config, url: address } : address)
  onTestFinished(() => api.disconnect())
  return api
}

export interface Followed {
  readonly frames: unknown[]
  readonly errors: unknown[]
  completed: boolean
  readonly stop: () => void
}

/** Subscribes, and keeps what comes. */
export function follow(source: Observable<Frame>): Followed {
  const seen = { frames: [] as unknown[], errors: [] as unknown[], completed: false, stop: () => {} }
  const subscription = source.subscribe({
    next: (frame: Frame) => seen.frames.push(frame),
    error: (error: unknown) => seen.errors.push(error),
    complete: () => (seen.completed = true),
  })
  seen.stop = () => subscription.unsubscribe()
  return seen
}
