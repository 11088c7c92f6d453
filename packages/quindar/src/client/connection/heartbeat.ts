// Is the other end still there? A ping after a silence; no frame at all after that, and the connection is dead.
//
// A socket does not tell: a half-open one stays "open" for minutes. A timer that fires late means that this side slept
// (a closed lid, a frozen tab, a stopped process); what the other end said meanwhile may still wait to be read, so a
// late timer never judges: it asks at once, and gives a short time for the answer.
import type { Ports } from '../ports.ts'

/** Silence before a ping, in milliseconds. */
const IDLE_MS = 10_000
/** The same while the page is hidden. */
const IDLE_HIDDEN_MS = 25_000
/** Silence after a ping before the connection counts as dead, in milliseconds. */
const DEAD_MS = 10_000
/** The same for a ping after waking up. */
const WAKE_DEAD_MS = 3_000
/** A timer that fires this much too late, in milliseconds, has slept. */
const LATE_MS = 5_000

export interface Heartbeat {
  /** When the last frame came, in milliseconds since 1970. */
  readonly heardAt: number
  readonly start: () => void
  /** Any frame has come. */
  readonly heard: () => void
  /** Something suggests that the connection may be dead: ask now. */
  readonly wake: () => void
  readonly stop: () => void
}

/**
 * @param host `ping` sends one; `dead` is told when no answer came; nothing is running then.
 */
export function createHeartbeat(
  ports: Ports,
  host: { readonly ping: () => void; readonly dead: () => void },
): Heartbeat {
  let timer: unknown
  let heardAt = 0
  let asked = false
  /** Has a late timer asked, and nobody answered yet? */
  let woken = false

  function arm(ms: number, expired: () => void): void {
    const due = ports.now() + ms
    ports.clearTimeout(timer)
    timer = ports.setTimeout(() => {
      // Late once more, as in a hidden page whose timers come once a minute: what waited to be read has been read by now.
      if (woken || ports.now() - due <= LATE_MS) {
        expired()
        return
      }
      woken = true
      ask(WAKE_DEAD_MS)
    }, ms)
  }

  function ask(deadline: number): void {
    asked = true
    arm(deadline, host.dead)
    host.ping()
  }

  function listen(): void {
    asked = woken = false
    const idle = ports.page?.hidden() ? IDLE_HIDDEN_MS : IDLE_MS
    const silent = ports.now() - heardAt
    // A clock that was set back makes the silence negative: then ask, rather than wait for the clock to catch up.
    if (silent >= 0 && silent < idle) arm(idle - silent, listen)
    else ask(DEAD_MS)
  }

  function stop(): void {
    ports.clearTimeout(timer)
  }

  return {
    get heardAt() {
      return heardAt
    },
    start() {
      heardAt = ports.now()
      listen()
    },
    heard() {
      heardAt = ports.now()
      if (asked) listen()
    },
    wake: () => ask(WAKE_DEAD_MS),
    stop,
  }
}
