// How the connection is doing, as a banner shows it: nothing while all is well, then why, and for how much longer.
import { computed, signal, type ReadonlySignal } from '@preact/signals-core'
import type { Client } from 'quindar'
import type { ChatPorts } from './ports.ts'

export type LinkState =
  | { readonly kind: 'up' }
  /** Dialling, for longer than a moment; `again`: there was a connection before. */
  | { readonly kind: 'connecting'; readonly again: boolean }
  /** Waiting to dial again, for so many whole seconds. */
  | { readonly kind: 'waiting'; readonly seconds: number }

export interface Link {
  readonly state: ReadonlySignal<LinkState>
  /** Dials now. */
  readonly retryNow: () => void
  readonly dispose: () => void
}

/** How often a countdown is looked at, in milliseconds. */
const TICK_MS = 250
/** A page that has just come connects before anybody could read that it does: a line that comes and goes would only jump. */
const GRACE_MS = 1_000

export function createLink(client: Client, ports: ChatPorts): Link {
  const connection = signal(client.state.getSnapshot())
  const ready = signal(false)
  const everReady = signal(false)
  const now = signal(ports.now())
  let timer: unknown
  const isYoung = signal(true)
  const grace = ports.setTimeout(() => (isYoung.value = false), GRACE_MS)

  function tick(): void {
    ports.clearTimeout(timer)
    now.value = ports.now()
    if (connection.value.status === 'waiting') timer = ports.setTimeout(tick, TICK_MS)
  }

  const stops = [
    client.state.subscribe(() => {
      connection.value = client.state.getSnapshot()
      if (connection.value.status !== 'open') ready.value = false
      tick()
    }),
    client.on('ready', () => {
      ready.value = everReady.value = true
    }),
  ]
  // Ready before anybody listened: a login that was waited for.
  if (connection.value.status === 'open' && client.user) ready.value = everReady.value = true
  tick()

  const state = computed((): LinkState => {
    const there = connection.value
    if (there.status === 'waiting') {
      return { kind: 'waiting', seconds: Math.max(0, Math.ceil((there.retryAt.getTime() - now.value) / 1_000)) }
    }
    if (ready.value || (isYoung.value && !everReady.value)) return { kind: 'up' }
    return { kind: 'connecting', again: everReady.value }
  })

  return {
    state,
    retryNow: () => client.retryNow(),
    dispose() {
      for (const stop of stops) stop()
      ports.clearTimeout(timer)
      ports.clearTimeout(grace)
    },
  }
}
