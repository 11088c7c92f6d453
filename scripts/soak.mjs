// npm run soak: plays seeds of the simulation until it is stopped, or for --minutes M, from --seed on (one by the clock
// unless given), and says every ten seconds how far it is. A seed that breaks a promise is made short and printed; the
// others go on.
import { parseArgs } from 'node:util'

const options = { seed: { type: 'string' }, minutes: { type: 'string', default: 'Infinity' } }
const { seed = String(Math.floor(Date.now() / 1_000)), minutes } = parseArgs({ options }).values
const first = Number(seed)
const length = Number(minutes) * 60_000
if (!Number.isSafeInteger(first) || !(length > 0)) {
  console.error('--seed takes a whole number and --minutes a number, as in: npm run soak -- --minutes 20')
  process.exit(2)
}

const { shrink, simulate } = await import('@quindar/testkit')

const EVERY_MS = 10_000
const begun = performance.now()
const failed = []
let stopped = false
let told = begun
let now = first
let commands = 0
let faults = 0
for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => (stopped = true))

function progress() {
  const seconds = (performance.now() - begun) / 1_000
  const seeds = now - first
  const pace = (seeds / seconds).toFixed(1)
  const broken = failed.length === 0 ? 'nothing was broken' : `broken in ${failed.join(', ')}`
  console.log(
    `${seconds.toFixed(0)} s: ${seeds} seeds (${pace} a second), ${commands} commands, ${faults} faults: ${broken}`,
  )
}

console.log(`Seeds from ${first} on; Ctrl-C ends it.`)
while (!stopped && performance.now() - begun < length) {
  const report = await simulate({ seed: now })
  commands += report.commands
  faults += report.faults
  if (report.broken.length > 0) {
    failed.push(now)
    const short = await shrink({ seed: now }, report)
    console.log(`Seed ${now} broke: ${report.broken.join('; ')}`)
    console.log(`See it again: npm run sim -- --seed ${now} --steps ${short.played.join(',')}`)
  }
  now++
  if (performance.now() - told < EVERY_MS) continue
  told = performance.now()
  progress()
}
progress()
process.exit(failed.length === 0 ? 0 : 1)
