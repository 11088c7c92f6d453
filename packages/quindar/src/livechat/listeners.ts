// Named events and who listens to them. What a listener throws is reported, never passed on.
import type { ListenOptions, Unsubscribe } from '../client/index.ts'

export type Listeners<Events> = ReturnType<typeof createListeners<Events>>

export function createListeners<Events>(report: (error: unknown) => void) {
  const byName: { [Name in keyof Events]?: Set<(event: Events[Name]) => unknown> } = {}
  return {
    on: <Name extends keyof Events>(
      name: Name,
      listener: (event: Events[Name]) => unknown,
      { signal }: ListenOptions = {},
    ): Unsubscribe => {
      // Its own function: the same listener may be added twice.
      const entry = (event: Events[Name]): unknown => listener(event)
      const stop = (): void => {
        byName[name]?.delete(entry)
        signal?.removeEventListener('abort', stop)
      }
      if (signal?.aborted) return stop
      ;(byName[name] ??= new Set()).add(entry)
      signal?.addEventListener('abort', stop)
      return stop
    },
    emit: <Name extends keyof Events>(name: Name, event: Events[Name]): void => {
      for (const listener of byName[name] ?? []) {
        try {
          void Promise.resolve(listener(event)).catch(report)
        } catch (error) {
          report(error)
        }
      }
    },
  }
}
