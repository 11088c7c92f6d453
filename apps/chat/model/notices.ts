// What the reader should know of this page and this device, whichever room is open: that nothing is kept here, that the
// clock is wrong, that the server lets messages out only slowly. Each ends by itself, or when it is dismissed.
import { batch, computed, signal, type ReadonlySignal } from '@preact/signals-core'
import type { Client } from 'quindar'
import type { Keep } from './keep.ts'
import type { ChatPorts } from './ports.ts'

export type Notice =
  /** What is written here does not outlive the page. */
  | { readonly kind: 'storage' }
  /** This device's clock is so many minutes ahead of the server's; negative: behind. */
  | { readonly kind: 'clock'; readonly minutes: number }
  /** The server's limit holds messages back, for so many whole seconds. */
  | { readonly kind: 'slowed'; readonly seconds: number }

export interface Notices {
  readonly list: ReadonlySignal<readonly Notice[]>
  readonly dismiss: (kind: Notice['kind']) => void
  readonly dispose: () => void
}

/** Minutes that clocks may differ: nobody notices less. */
export const CLOCK_MAY_DIFFER = 10
const MINUTE_MS = 60_000
/** How often a countdown is looked at, in milliseconds. */
const TICK_MS = 250

export function createNotices(client: Client, keep: Keep, ports: ChatPorts): Notices {
  const broken = signal(false)
  const minutes = signal(0)
  const resumesAt = signal<Date | undefined>(undefined)
  const now = signal(ports.now())
  const dismissed = signal<ReadonlySet<Notice['kind']>>(new Set())
  let timer: unknown
  let over = false

  /** The server's clock, as its pages' headers tell it. */
  async function lookAtClock(): Promise<void> {
    const before = ports.now()
    const theirs = await ports.serverTime().catch(() => undefined)
    if (theirs === undefined || over) return
    const difference = Math.round((before - theirs) / MINUTE_MS)
    minutes.value = Math.abs(difference) > CLOCK_MAY_DIFFER ? difference : 0
  }

  function tick(): void {
    ports.clearTimeout(timer)
    now.value = ports.now()
    if (resumesAt.value && !over) timer = ports.setTimeout(tick, TICK_MS)
  }

  const stops = [
    client.on('storage', () => {
      broken.value = true
    }),
    client.on('ready', () => void lookAtClock()),
  ]
  void client.outbox().then(
    (outbox) => {
      if (over) return
      const read = (): void =>
        batch(() => {
          resumesAt.value = outbox.resumesAt
          tick()
        })
      read()
      stops.push(outbox.subscribe(read))
    },
    () => {
      // The client is over before it had one.
    },
  )
  if (client.user && client.state.getSnapshot().status === 'open') void lookAtClock()

  const list = computed((): readonly Notice[] => {
    const until = resumesAt.value
    const seconds = until ? Math.ceil((until.getTime() - now.value) / 1_000) : 0
    const notices: readonly Notice[] = [
      ...(!keep.durable.value || broken.value ? [{ kind: 'storage' } as const] : []),
      ...(minutes.value === 0 ? [] : [{ kind: 'clock', minutes: minutes.value } as const]),
      ...(seconds > 0 ? [{ kind: 'slowed', seconds } as const] : []),
    ]
    return notices.filter(({ kind }) => !dismissed.value.has(kind))
  })

  return {
    list,
    dismiss(kind) {
      dismissed.value = new Set(dismissed.value).add(kind)
    },
    dispose() {
      over = true
      for (const stop of stops) stop()
      ports.clearTimeout(timer)
    },
  }
}
