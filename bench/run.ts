// npm run bench [fanout|dispatch]: prints figures and ratios, asserts nothing.

import { benchDispatch } from './dispatch.ts'
import { benchFanout } from './fanout.ts'

const BENCHES = { dispatch: benchDispatch, fanout: benchFanout }

const wanted = process.argv.slice(2)
for (const [name, bench] of Object.entries(BENCHES)) {
  if (wanted.length === 0 || wanted.includes(name)) await bench()
}
process.exit()
