// npm run sim:bugs: is the checker of the simulation any good? Bugs are planted one after the other, seeds are played
// until it finds them, and a table says by which promise and after how many. Names as arguments: only those.
import { spawn } from 'node:child_process'
import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import { findBug, PLANTED_BUGS } from './planted-bugs.table.ts'
import { root } from './run.mjs'

/** Within so many seeds each has to be found. */
const MOST = 200

function hunt({ name }) {
  return new Promise((resolve) => {
    const hunter = join(root, 'scripts', 'find-bug.mjs')
    const child = spawn(process.execPath, ['--conditions=@quindar/source', hunter, name, String(MOST)], {
      cwd: root,
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    let text = ''
    child.stdout.setEncoding('utf8').on('data', (more) => (text += more))
    child.on('close', (code) => {
      const line = text.trim().split('\n').at(-1) ?? ''
      resolve(code === 0 && line.startsWith('{') ? JSON.parse(line) : { name, said: `it ended with ${code}` })
    })
  })
}

const wanted = process.argv.slice(2)
const bugs = wanted.length > 0 ? wanted.map(findBug) : PLANTED_BUGS
const waiting = [...bugs]
const row = (cells) => `| ${cells.join(' | ')} |`
const widths = [Math.max(...bugs.map(({ name }) => name.length)), 6, 5]
const padded = (cells) => row(cells.map((cell, index) => String(cell).padEnd(widths[index] ?? 0)))
console.log(padded(['bug', 'caught', 'seeds', 'what it is']))
console.log(row(widths.map((width) => '-'.repeat(width)).concat('---')))

let missed = 0
async function work() {
  for (let bug = waiting.shift(); bug; bug = waiting.shift()) {
    const { seed, by = [], said } = await hunt(bug)
    const caught = bug.by.find((invariant) => by.includes(invariant))
    if (!caught) missed++
    console.log(padded([bug.name, caught ?? 'NO', seed ?? MOST, caught ? bug.what : (said ?? bug.what)]))
  }
}
await Promise.all(Array.from({ length: Math.min(availableParallelism(), 4) }, work))
console.log(
  missed === 0
    ? `All ${bugs.length} planted bugs were caught within ${MOST} seeds.`
    : `${missed} of ${bugs.length} planted bugs were not caught within ${MOST} seeds, or not by the promise that they break.`,
)
process.exitCode = missed === 0 ? 0 : 1
