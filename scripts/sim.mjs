// npm run sim -- --seed N plays one seed and tells its story; --seeds M plays so many, from --seed on (1 unless given).
import { parseArgs } from 'node:util'
import { simulate } from '@quindar/testkit'

const options = { seed: { type: 'string', default: '1' }, seeds: { type: 'string' } }
const { seed, seeds } = parseArgs({ options }).values
const first = Number(seed)
const count = Number(seeds ?? 1)
if (!Number.isSafeInteger(first) || !Number.isSafeInteger(count) || count < 1) {
  console.error('--seed and --seeds take whole numbers, as in: npm run sim -- --seed 137')
  process.exit(2)
}

const failed = []
let sent = 0
let faults = 0
for (let now = first; now < first + count; now++) {
  const report = await simulate({ seed: now })
  sent += report.commands
  faults += report.faults
  if (count === 1) console.log(report.story.join('\n'))
  if (report.broken.length === 0) continue
  failed.push(now)
  console.log(`Seed ${now} broke: ${report.broken.join('; ')}`)
  console.log(`See it again: npm run sim -- --seed ${now}`)
}
console.log(
  `${count} seeds, ${sent} commands, ${faults} faults: ${failed.length === 0 ? 'nothing was broken' : `broken in ${failed.join(', ')}`}`,
)
process.exit(failed.length === 0 ? 0 : 1)
