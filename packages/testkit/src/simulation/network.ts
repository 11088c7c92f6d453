// What can be wrong with the network of one machine, each way.
import { LATEST_MS, type Trouble } from './delay.ts'

/** Which way nothing passes: from the client, to it, or neither. */
export type Way = 'up' | 'down' | 'both'

export interface Network {
  readonly up: Readonly<Trouble>
  readonly down: Readonly<Trouble>
  /** Every text of the server comes twice. */
  stuttering: boolean
  readonly stall: (way: Way) => void
  readonly flow: () => void
  /** Everything may be late by so many milliseconds. */
  readonly slow: (latestMs: number) => void
  readonly heal: () => void
}

export function createNetwork(): Network {
  const up = { stalled: false, latestMs: LATEST_MS }
  const down = { stalled: false, latestMs: LATEST_MS }
  const network: Network = {
    up,
    down,
    stuttering: false,
    stall(way) {
      up.stalled = way !== 'down'
      down.stalled = way !== 'up'
    },
    flow() {
      up.stalled = down.stalled = false
    },
    slow(latestMs) {
      up.latestMs = down.latestMs = latestMs
    },
    heal() {
      network.flow()
      network.slow(LATEST_MS)
      network.stuttering = false
    },
  }
  return network
}
