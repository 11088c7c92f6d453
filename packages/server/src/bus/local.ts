// The bus of a server that is one process: a publisher calls the listeners before it goes on, so that what is
// published first is heard first. A listener that throws is reported, and the others hear the event all the same.

import type { BusEvent } from '../domain/events.ts'
import type { Bus } from './port.ts'

export function createLocalBus(onListenerError: (error: unknown) => void): Bus {
  const listeners = new Set<(event: BusEvent) => void>()
  return {
    publish(event) {
      for (const listener of listeners) {
        try {
          listener(event)
        } catch (error) {
          onListenerError(error)
        }
      }
    },
    subscribe(listener) {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    close() {
      listeners.clear()
      return Promise.resolve()
    },
  }
}
