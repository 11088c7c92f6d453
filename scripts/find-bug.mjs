// Plants a bug and plays seeds until the checker finds it by a promise that it breaks, but not more than so many; says in
// one line of JSON what it found. `planted-bugs.mjs` runs it once for each bug, because a process has one set of sources.
import { findBug } from './planted-bugs.table.ts'
import { plant } from './plant.ts'

const [name, most] = process.argv.slice(2)
const bug = findBug(name)
const { route } = bug
plant(bug)
const { simulate } = await import('@quindar/testkit')

let found = {}
for (let seed = 1; seed <= Number(most) && found.seed === undefined; seed++) {
  const report = await simulate({ seed, route })
  const by = new Set(report.broken.map((sentence) => sentence.split(':', 1)[0]))
  // What breaks because of it may also be another promise.
  if (!bug.by.some((invariant) => by.has(invariant))) continue
  found = { seed, by: [...by], said: report.broken[0] }
}
console.log(JSON.stringify({ name, ...found }))
// A planted bug may leave anything running.
process.exit(0)
