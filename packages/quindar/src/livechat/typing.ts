// Who is writing: told now and then, and ended by itself, because nobody may tell the end.
import type { Unsubscribe } from '../client/index.ts'
import type { Clockwork } from './clockwork.ts'

/** Between two tellings that the visitor writes on, in milliseconds. */
const AGAIN_MS = 8_000
/** Without news for this long, in milliseconds, somebody has stopped. */
const EXPIRES_MS = 15_000

export function createTyping(
  clockwork: Clockwork,
  host: {
    readonly tell: (username: string, on: boolean) => void
    readonly send: (on: boolean) => Promise<void>
  },
) {
  const writers = new Map<string, Unsubscribe>()
  /** Takes back that one's own writing will be told again. */
  let told: Unsubscribe | undefined

  function heard(username: string, on: boolean): void {
    const known = writers.get(username)
    known?.()
    if (on)
      writers.set(
        username,
        clockwork.after(EXPIRES_MS, () => heard(username, false)),
      )
    else writers.delete(username)
    if (on !== !!known) host.tell(username, on)
  }

  const quiet = (): void => {
    told?.()
    told = undefined
  }

  return {
    /** The other side. */
    heard,
    clear() {
      for (const username of writers.keys()) heard(username, false)
      quiet()
    },
    /** The visitor. */
    async type(on = true): Promise<void> {
      if (on === !!told) return
      quiet()
      if (on) told = clockwork.after(AGAIN_MS, quiet)
      try {
        await host.send(on)
      } catch {
        // Nobody waits for it.
      }
    },
    /** Whoever has sent writes no more, and everybody knows. */
    sent: quiet,
  }
}
