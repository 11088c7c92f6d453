// Listeners: added, taken away, called. What a listener throws is its own trouble, and is reported, never passed on.

/** A list of listeners. It is replaced, never changed, so that a dispatch in progress keeps the list it started with. */
export type Listeners<Args extends unknown[]> = readonly { readonly call: (...args: Args) => unknown }[]

/** Calls every listener; `report` hears of those that throw or whose promise rejects. */
export function notify<Args extends unknown[]>(
  listeners: Listeners<Args>,
  args: Args,
  report: (error: unknown) => void,
): void {
  for (const { call } of listeners) {
    try {
      const returned = call(...args)
      if (returned instanceof Promise) returned.catch(report)
    } catch (error) {
      report(error)
    }
  }
}

/** What takes something back; calling it again does nothing. */
export type Unsubscribe = () => void

/** Calls `stop` when `signal` aborts (at once when it already has). Returns what calls it by hand, at most once. */
export function stopWith(signal: AbortSignal | undefined, stop: () => void): Unsubscribe {
  const once = (): void => {
    signal?.removeEventListener('abort', once)
    const run = stop
    stop = () => {}
    run()
  }
  if (signal?.aborted) once()
  else signal?.addEventListener('abort', once)
  return once
}

/** Named events and who listens to them. */
export interface Emitter<Events> {
  readonly on: <Name extends keyof Events>(
    name: Name,
    listener: (event: Events[Name]) => unknown,
    options?: ListenOptions,
  ) => Unsubscribe
  emit<Name extends keyof Events>(name: Name, event: Events[Name]): void
  /** Forgets all listeners. */
  readonly clear: () => void
}

/** What ends the listening. */
export interface ListenOptions {
  /** Takes the listener away when it aborts. */
  readonly signal?: AbortSignal | undefined
}

export function createEmitter<Events>(report: (error: unknown) => void): Emitter<Events> {
  const byName = new Map<keyof Events, Listeners<[never]>>()
  return {
    on(name, listener, options) {
      const entry = { call: listener }
      byName.set(name, [...(byName.get(name) ?? []), entry])
      return stopWith(options?.signal, () => {
        byName.set(name, byName.get(name)?.filter((other) => other !== entry) ?? [])
      })
    },
    emit: (name, event) => notify(byName.get(name) ?? [], [event as never], report),
    clear: () => byName.clear(),
  }
}
