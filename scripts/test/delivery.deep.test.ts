// What docs/delivery.md says of this client holds: under every schedule of the benchmark nothing is lost, doubled or hangs.
import { expect, test } from 'vitest'
import { countDeliveries } from '../../bench/delivery/delivery.ts'
import { SCHEDULES } from '../../bench/delivery/schedules.ts'

test.concurrent.for(SCHEDULES.map((schedule) => [schedule.name, schedule] as const))(
  '%s: all is heard once, all that is sent arrives once, and every promise settles',
  { timeout: 300_000 },
  async ([, schedule], { expect }) => {
    const counts = await countDeliveries('quindar', schedule)
    expect(counts).toMatchObject({
      said: 100,
      lost: 0,
      doubled: 0,
      sent: 50,
      arrived: 50,
      twice: 0,
      hung: 0,
      thrown: 0,
    })
  },
)

test('there are schedules', () => {
  expect(SCHEDULES.map(({ name }) => name)).toHaveLength(7)
})
