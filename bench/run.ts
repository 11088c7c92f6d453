// npm run bench [dispatch|memory|fanout|delivery]: prints figures and ratios, asserts nothing. Delivery takes ten minutes.

import { benchDelivery } from './delivery/delivery.ts'
import { benchDispatch } from './dispatch.ts'
import { benchFanout } from './fanout.ts'
import { benchMemory } from './memory.ts'

const BENCHES = { dispatch: benchDispatch, memory: benchMemory, fanout: benchFanout, delivery: benchDelivery }

const wanted = process.argv.slice(2)
for (const [name, bench] of Object.entries(BENCHES)) {
  if (wanted.length === 0 || wanted.includes(name)) await bench()
}
process.exit()
