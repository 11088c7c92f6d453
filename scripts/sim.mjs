// npm run sim -- --seed N plays one seed of the simulation and tells its story; --seeds M plays so many, from --seed on (1
// unless given). A seed that breaks a promise is made short, and says how to see it again. --steps 3,7,12 plays only those
// steps of a seed. --bug NAME plants a bug first (planted-bugs.table.ts).
import { parseArgs } from 'node:util'
import { findBug } from './planted-bugs.table.ts'
import { plant } from './plant.ts'

const options = {
  seed: { type: 'string' },
  seeds: { type: 'string' },
  steps: { type: 'string' },
  bug: { type: 'string' },
}
const { seed = '1', seeds = '1', steps, bug } = parseArgs({ options }).values
const first = Number(seed)
const count = Number(seeds)
const only = steps?.split(',').map(Number)
if (![first, count, ...(only ?? [])].every(Number.isSafeInteger) || count < 1) {
  console.error('--seed, --seeds and --steps take whole numbers, as in: npm run sim -- --seed 137 --steps 3,7,12')
  process.exit(2)
}
const route = bug === undefined ? undefined : findBug(bug).route
if (bug !== undefined) plant(findBug(bug))
const { shrink, simulate } = await import('@quindar/testkit')

const planted = bug === undefined ? '' : ` --bug ${String(bug)}`
const command = ({ seed }, played) =>
  `npm run sim --${planted} --seed ${seed}${played ? ` --steps ${played.join(',')}` : ''}`

const failed = []
const caughtUp = []
let commands = 0
let faults = 0
for (let now = first; now < first + count; now++) {
  const wanted = { seed: now, route, ...(only && { only }) }
  const report = await simulate(wanted)
  commands += report.commands
  faults += report.faults
  caughtUp.push(...report.caughtUp)
  if (count === 1) console.log(report.story.join('\n'))
  if (report.broken.length === 0) continue
  failed.push(now)
  console.log(`Seed ${now} broke: ${report.broken.join('; ')}`)
  console.log(`See it again: ${command(report, only)}`)
  // The first is enough to begin with.
  if (failed.length > 1) continue
  const short = await shrink(wanted, report)
  console.log(`${short.played.length} of its ${report.played.length} steps are enough:\n${short.story.join('\n')}`)
  console.log(`They break: ${short.broken.join('; ')}`)
  console.log(`See only them: ${command(report, short.played)}`)
}
console.log(
  `${count} seeds, ${commands} commands, ${faults} faults: ${failed.length === 0 ? 'nothing was broken' : `broken in ${failed.join(', ')}`}`,
)
caughtUp.sort((a, b) => a - b)
const within = (share) => caughtUp[Math.floor(share * (caughtUp.length - 1))]
if (caughtUp.length > 0) {
  console.log(
    `When everything had healed, what was missed was there after ${within(0.5)} ms (p50), ${within(0.99)} ms (p99).`,
  )
}
process.exit(failed.length === 0 ? 0 : 1)
