// The arrows of ARCHITECTURE.md hold because a tool refuses every other import. Each row below is an import that must
// be refused, by the rule of that name; all of them are written into one tiny house and looked at in one run.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Outcome, TinyHouse } from './tiny-house.ts'

const FORBIDDEN = [
  // from, what it imports, the rule that says no
  ['packages/quindar/src/client/a.ts', '@quindar/server', 'client-and-server-never-meet'],
  ['packages/quindar/src/protocol/b.ts', '@quindar/server', 'client-and-server-never-meet'],
  ['packages/server/src/c.ts', 'quindar', 'server-knows-the-wire-only'],
  ['packages/server/src/d.ts', '../../quindar/src/protocol/ddp.ts', 'server-knows-the-wire-only'],
  ['packages/quindar/src/protocol/e.ts', '../client/index.ts', 'the-wire-imports-nothing'],
  ['packages/quindar/src/protocol/f.ts', 'node:fs', 'the-wire-imports-nothing'],
  ['packages/quindar/src/protocol/g.ts', 'valibot', 'the-wire-imports-nothing'],
  ['packages/quindar/src/client/h.ts', 'node:fs', 'the-client-imports-the-wire-only'],
  ['packages/quindar/src/client/i.ts', 'valibot', 'the-client-imports-the-wire-only'],
  ['packages/quindar/src/client/j.ts', '../protocol/ddp.ts', 'no-deep-import'],
  ['packages/quindar/src/client/connection/k.ts', '../calls/calls.ts', 'client-goes-down'],
  ['packages/quindar/src/client/calls/calls.ts', '../rooms/timeline.ts', 'client-goes-down'],
  ['packages/quindar/src/client/streams/subscriptions.ts', '../rooms/room.ts', 'client-goes-down'],
  ['packages/quindar/src/rxjs/l.ts', '../protocol/ddp.ts', 'on-top-of-the-client'],
  ['packages/quindar/src/rxjs/m.ts', 'ws', 'on-top-of-the-client'],
  ['packages/server/src/ddp/n.ts', '../net/websocket.ts', 'server-goes-down'],
  ['packages/server/src/ddp/o.ts', '../server.ts', 'server-goes-down'],
  ['packages/server/src/methods/p.ts', '../ddp/session.ts', 'server-goes-down'],
  ['packages/server/src/methods/q.ts', '../net/websocket.ts', 'server-goes-down'],
  ['packages/server/src/methods/r.ts', '../rest/chat.ts', 'server-goes-down'],
  ['packages/server/src/rest/s.ts', '../ddp/session.ts', 'server-goes-down'],
  ['packages/server/src/wire/t.ts', '../methods/messages.ts', 'server-goes-down'],
  ['packages/server/src/domain/u.ts', '../wire/message.ts', 'server-goes-down'],
  ['packages/server/src/domain/v.ts', '../methods/messages.ts', 'server-goes-down'],
  ['packages/server/src/domain/w.ts', '../ddp/session.ts', 'server-goes-down'],
  ['packages/server/src/store/x.ts', '../domain/messages.ts', 'server-goes-down'],
  ['packages/server/src/bus/y.ts', '../ddp/session.ts', 'server-goes-down'],
  ['packages/server/src/domain/z.ts', '../store/memory.ts', 'only-server-ts-knows-the-drivers'],
  ['packages/server/src/methods/aa.ts', '../store/memory.ts', 'only-server-ts-knows-the-drivers'],
  ['packages/server/src/net/ab.ts', '../bus/local.ts', 'only-server-ts-knows-the-drivers'],
  ['packages/server/src/bus/ac.ts', '../store/port.ts', 'store-and-bus-are-strangers'],
  ['packages/server/src/ad.ts', '@quindar/testkit', 'the-test-kit-is-for-tests'],
  ['packages/quindar/src/client/ae.ts', '@quindar/testkit', 'the-test-kit-is-for-tests'],
  ['packages/server/src/af.ts', '../test/any.test.ts', 'no-product-imports-its-tests'],
  ['packages/testkit/src/ag.ts', '../../quindar/src/client/index.ts', 'packages-by-name'],
  ['packages/testkit/test/ah.test.ts', '../../server/src/domain/messages.ts', 'packages-by-name'],
  ['packages/testkit/src/ai.ts', '../../server/src/net/websocket.ts', 'no-deep-import'],
  ['packages/server/src/aj.ts', 'fast-check', 'declared'],
  ['packages/server/src/ak.ts', './not-there.ts', 'no-unresolved'],
  ['packages/server/src/al.ts', '../../../../outside.ts', 'nothing-outside'],
  ['packages/server/src/domain/am.ts', './an.ts', 'no-cycle'],
  ['apps/page/ao.ts', '@quindar/server', 'pages-stand-on-the-client'],
  [
    'apps/page/model/ap.ts',
    '../../../packages/quindar/src/client/connection/connection.ts',
    'pages-stand-on-the-client',
  ],
  ['apps/page/aq.ts', '@quindar/testkit', 'the-test-kit-is-for-tests'],
  ['apps/page/model/ar.ts', 'preact', 'models-know-no-page'],
  ['apps/page/model/as.ts', '@preact/signals', 'models-know-no-page'],
  ['apps/page/model/at.ts', '../views/greeting.tsx', 'models-know-no-page'],
  ['apps/design/au.ts', '../page/model/greeting.ts', 'pages-are-strangers'],
  ['apps/page/av.ts', 'vite', 'pages-need-little'],
  ['apps/page/aw.ts', 'node:fs', 'pages-need-little'],
] as const

const ALLOWED = [
  ['packages/quindar/test/client/a.test.ts', '../../src/client/connection/connection.ts'],
  ['packages/quindar/test/client/b.test.ts', '@quindar/testkit'],
  ['packages/server/test/store/c.test.ts', '../../src/store/memory.ts'],
  ['packages/server/src/rest/method-call.ts', '../methods/messages.ts'],
  ['packages/server/src/bus/port.ts', '../domain/entities.ts'],
  ['packages/quindar/src/livechat/index.ts', '../client/index.ts'],
  ['packages/testkit/src/peer.ts', 'quindar/protocol'],
  ['examples/any/any.test.ts', '@quindar/testkit'],
  ['apps/page/model/ax.ts', 'quindar/protocol'],
  ['apps/page/model/ay.ts', '@preact/signals-core'],
  ['apps/page/az.ts', '../design/theme.ts'],
  ['apps/page/test/ba.test.ts', '@quindar/testkit'],
] as const

interface Violation {
  readonly rule: { readonly name: string }
  readonly from: string
}

interface Report {
  readonly summary: { readonly violations: readonly Violation[] }
}

const arrows = (house: TinyHouse, ...args: string[]): Outcome =>
  house.run(
    'node_modules/dependency-cruiser/bin/dependency-cruiser.mjs',
    '--config',
    '.dependency-cruiser.mjs',
    ...args,
    'packages',
    'examples',
    'apps',
  )

const importing = (specifier: string): string => `import * as it from '${specifier}'\n\nexport const used = it\n`

describe('an import against the arrows is refused', () => {
  const house = new TinyHouse()
  const refused = new Set<string>()
  let exitCode: number | null

  beforeAll(() => {
    house.write('packages/quindar/src/client/rooms/room.ts', '')
    house.write('packages/quindar/src/client/rooms/timeline.ts', '')
    house.write('packages/server/src/bus/local.ts', '')
    house.write('packages/server/src/rest/chat.ts', '')
    house.write('packages/server/test/any.test.ts', '')
    house.write('examples/any/index.ts', '')
    house.write('../outside.ts', '')
    house.write('packages/server/src/domain/an.ts', importing('./am.ts'))
    for (const [from, specifier] of FORBIDDEN) house.write(from, importing(specifier))
    exitCode = arrows(house).code
    const { violations } = (JSON.parse(arrows(house, '--output-type', 'json').output) as Report).summary
    for (const { from, rule } of violations) refused.add(`${from} ${rule.name}`)
  })
  afterAll(() => house[Symbol.dispose]())

  it.each(FORBIDDEN)('%s does not import %s', (from, _specifier, rule) => {
    expect(refused).toContain(`${from} ${rule}`)
  })

  it('and the check fails', () => {
    expect(exitCode).not.toBe(0)
  })
})

it('imports along the arrows are left alone, and so is what tests need', () => {
  using house = new TinyHouse()
  house.write('apps/design/theme.ts', '')
  for (const [from, specifier] of ALLOWED) house.write(from, importing(specifier))
  expect(arrows(house).output).toContain('no dependency violations found')
})
