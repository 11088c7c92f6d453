// Bugs that are planted to see whether the checker of the simulation finds them. Each is a change of a source's text,
// made while it is loaded; nothing of it is in what is shipped.
//
// `find` has to stand in the file exactly once. `by`: the invariants by which it may be caught.

const CLIENT = 'packages/quindar/src/client'
const SERVER = 'packages/server/src'
const SIMULATION = 'packages/testkit/src/simulation'

export interface PlantedBug {
  readonly name: string
  readonly what: string
  readonly by: readonly string[]
  /** Where it shows by one way to catch up alone, its seeds are played by that. */
  readonly route?: 'rest'
  readonly patches: readonly { readonly file: string; readonly find: string; readonly put: string }[]
}

export const PLANTED_BUGS: readonly PlantedBug[] = [
  {
    name: 'ack-before-commit',
    what: 'the store answers before what it answers is on disk',
    by: ['I1', 'I2', 'I3', 'I7'],
    patches: [{ file: `${SIMULATION}/disk.ts`, find: '      sync()\n', put: '      clock.setTimeout(sync, 500)\n' }],
  },
  {
    name: 'disk-not-synced',
    what: 'the disk is synced now and then (synchronous=NORMAL under a power cut)',
    by: ['I1', 'I2', 'I3', 'I7'],
    patches: [{ file: `${SIMULATION}/disk.ts`, find: '      sync()\n', put: '      if (random() < 0.2) sync()\n' }],
  },
  {
    name: 'fan-out-before-commit',
    what: 'a message is told to everybody before the store has it',
    // I9: what is shown never becomes the version that is stored.
    by: ['I1', 'I2', 'I3', 'I7', 'I9'],
    patches: [
      {
        file: `${SERVER}/domain/sending.ts`,
        find: '    const answer = await store.appendMessage({\n',
        put: `
    const soon = { id: draft.id, roomId: room.id, author, text: draft.text, ...pointers, sentAt: draft.sentAt }
    const message = { ...soon, updatedAt: at, reactions: {}, seq: room.seq + 1 }
    announceMessage(bus, 'sent', { message, room: { ...room, seq: room.seq + 1 }, memberships: [] })
    const answer = await store.appendMessage({
`,
      },
    ],
  },
  {
    name: 'catch-up-before-ready',
    what: 'what was missed is asked for before the subscriptions are back',
    by: ['I1', 'I7'],
    patches: [
      {
        file: `${CLIENT}/login/recovery.ts`,
        find: 'const answers = subscriptions.resume()\n',
        put: 'await owner.back()\n      const answers = subscriptions.resume()\n',
      },
      {
        file: `${CLIENT}/catch-up/catch-up.ts`,
        find: '!answer.settled || ',
        put: '',
      },
    ],
  },
  {
    name: 'cursor-without-overlap',
    what: 'it is asked from the very last time that was heard',
    by: ['I1', 'I7'],
    route: 'rest',
    patches: [
      {
        file: `${CLIENT}/catch-up/ledger.ts`,
        find: 'export const OVERLAP_MS = 30_000',
        put: 'export const OVERLAP_MS = 0',
      },
    ],
  },
  {
    name: 'cursor-past-a-failed-fetch',
    what: 'a room whose changes could not be fetched counts as caught up',
    by: ['I1', 'I7'],
    patches: [{ file: `${CLIENT}/catch-up/rooms.ts`, find: 'return error ?? new Error()', put: 'return undefined' }],
  },
  {
    name: 'double-subscribe',
    what: 'a second listener subscribes again on the wire',
    by: ['I11'],
    patches: [
      { file: `${CLIENT}/streams/subscriptions.ts`, find: 'if (!open || entry.id) return', put: 'if (!open) return' },
    ],
  },
  {
    name: 'dedupe-off',
    what: 'what was told already is told again',
    by: ['I2'],
    patches: [
      {
        file: `${CLIENT}/catch-up/ledger.ts`,
        find: 'if (before && !isNews(before.raw, raw, fetched || before.fetched)) return false',
        put: '',
      },
      { file: `${CLIENT}/rooms/timeline.ts`, find: 'if (known) return update(known, raw)\n', put: '\n' },
    ],
  },
  {
    name: 'reorder-off',
    what: 'what was missed is told in the order in which the server happens to list it',
    by: ['I3'],
    patches: [
      {
        file: `${CLIENT}/catch-up/merge.ts`,
        find: 'const fresh = new Set(readable.filter(isNew).sort(inRoomOrder))',
        put: 'const fresh = new Set(readable.filter(isNew))',
      },
      {
        file: `${CLIENT}/rooms/timeline.ts`,
        find: 'const late = index < entries.length ||',
        put: 'const late = false &&',
      },
    ],
  },
  {
    name: 'sequence-instead-of-row-lock',
    what: 'a reader of the log skips a row whose transaction commits late',
    by: ['I1', 'I7'],
    patches: [
      {
        file: `${SERVER}/domain/catch-up.ts`,
        find: 'export function createCatchUp({ store }: Ground',
        put: 'export function createCatchUp({ store, clock }: Ground',
      },
      {
        file: `${SERVER}/domain/catch-up.ts`,
        find: 'const page = await store.changes({ roomId, after, limit })\n',
        put: `const page = await store.changes({ roomId, after, limit })
        page.updated = page.updated.filter(({ seq, updatedAt }) => seq === page.seq || updatedAt < clock.now() - 500)
`,
      },
    ],
  },
  {
    name: 'bus-trusted',
    what: 'the bus between nodes loses an event now and then, and nobody looks for it',
    by: ['I1', 'I7'],
    patches: [
      {
        file: `${SERVER}/bus/local.ts`,
        find: '    publish(event) {\n',
        put: '    publish(event) {\n      this.count = (this.count ?? 0) + 1\n      if (this.count % 29 === 0) return\n',
      },
    ],
  },
  {
    name: 'leaving-not-applied',
    what: 'who has left a room goes on hearing it',
    by: ['I8'],
    patches: [
      {
        file: `${SERVER}/ddp/fanout.ts`,
        find: 'for (const session of this.sessions.of(userId)) session.roomChanged(room.id, true)',
        put: '',
      },
    ],
  },
  {
    name: 'expired-again-and-again',
    what: 'a token that was refused is tried again on every connection',
    by: ['I12'],
    patches: [
      {
        file: `${CLIENT}/login/session.ts`,
        find: '    expired = error as AuthError\n',
        put: "    expired = error as AuthError\n    held = { token: 'the old one' }\n",
      },
    ],
  },
  {
    name: 'retry-with-a-new-id',
    what: 'a message that got no answer is sent again under another id',
    by: ['I1', 'I2'],
    patches: [
      {
        file: `${CLIENT}/outbox/delivery.ts`,
        find: '_id: id, rid: roomId',
        put: '_id: left ? `again${id.slice(5)}` : id, rid: roomId',
      },
    ],
  },
  {
    name: 'result-swallowed',
    what: 'a call that was under way when the connection broke is forgotten',
    by: ['I13'],
    patches: [
      {
        file: `${CLIENT}/calls/calls.ts`,
        find: "if (call.sent && call.retry === 'once') call.settle(new ConnectionLostError(call.frame.method, true, reason))",
        put: "if (call.sent && call.retry === 'once') call.end()",
      },
    ],
  },
  {
    name: 'older-revision-applied',
    what: 'an edit that is older than what is shown replaces it',
    by: ['I7'],
    patches: [
      { file: `${CLIENT}/rooms/timeline.ts`, find: '    if (age < 0) return undefined\n', put: '' },
      {
        file: `${CLIENT}/catch-up/ledger.ts`,
        find: 'return raw._seq > before._seq\n',
        put: 'return raw._seq !== before._seq\n',
      },
      { file: `${CLIENT}/catch-up/ledger.ts`, find: 'return difference > 0\n', put: 'return difference !== 0\n' },
    ],
  },
  {
    name: 'live-not-held-back',
    what: 'what comes live is told before what was missed',
    by: ['I1', 'I3', 'I7'],
    patches: [
      {
        file: `${CLIENT}/catch-up/ledger.ts`,
        find: 'return since !== undefined && (!behind || behind.has(roomId))',
        put: 'return false',
      },
      {
        file: `${CLIENT}/rooms/timeline.ts`,
        find: 'const late = index < entries.length ||',
        put: 'const late = false &&',
      },
    ],
  },
  {
    name: 'deletions-forgotten',
    what: 'what was deleted meanwhile stays on the screen',
    by: ['I7'],
    patches: [
      {
        file: `${CLIENT}/catch-up/merge.ts`,
        find: 'for (const deletion of deleted) {',
        put: 'for (const deletion of []) {',
      },
    ],
  },
  {
    name: 'edits-forgotten',
    what: 'only new messages are fetched, as by loadMissedMessages alone',
    by: ['I7'],
    patches: [
      {
        file: `${CLIENT}/catch-up/merge.ts`,
        find: 'for (const message of [...fresh, ...changed]) {',
        put: 'for (const message of fresh) {',
      },
    ],
  },
  {
    name: 'floor-unknown',
    what: 'nobody learns from where on to ask before something comes live',
    by: ['I6'],
    patches: [
      {
        file: `${CLIENT}/catch-up/catch-up.ts`,
        find: '      ledgers.set(key, createLedger(key, subject))\n      void begin()\n',
        put: '      ledgers.set(key, createLedger(key, subject))\n',
      },
      {
        file: `${CLIENT}/catch-up/catch-up.ts`,
        find: '      settled = true\n      void begin()\n',
        put: '      settled = true\n',
      },
      { file: `${CLIENT}/catch-up/catch-up.ts`, find: '      learn(ledger, at, undefined)\n', put: '' },
    ],
  },
  {
    name: 'epoch-ignored',
    what: 'the place in a room’s numbers is kept although the database is another',
    by: ['I1', 'I5', 'I7'],
    patches: [
      {
        file: `${CLIENT}/routes/changes-by-number.ts`,
        find: '    if (page.reset) {\n',
        put: '    if (page.reset) {\n      return { updated: [], deleted: [], position: { epoch: page.epoch, seq } }\n',
      },
    ],
  },
  {
    name: 'catch-up-late',
    what: 'what was missed is asked for a minute late',
    by: ['I9'],
    patches: [
      {
        file: `${CLIENT}/catch-up/catch-up.ts`,
        find: 'working = Promise.allSettled([working, catchUpRooms.all(behind, signal)])',
        put: 'working = sleep(ports, 60_000, signal).then(() => catchUpRooms.all(behind, signal)).catch(() => {})',
      },
    ],
  },
  {
    name: 'catch-up-hesitates',
    what: 'twelve seconds are waited before each room is asked about, for nothing',
    by: ['I9'],
    patches: [
      {
        file: `${CLIENT}/catch-up/rooms.ts`,
        find: 'changes = await roomChanges.since(roomId, since, signal)',
        put: 'await sleep(ports, 12_000, signal)\n      changes = await roomChanges.since(roomId, since, signal)',
      },
    ],
  },
  {
    name: 'outbox-not-read',
    what: 'what an earlier program had written down to be sent is not looked for',
    by: ['I1'],
    patches: [
      {
        file: `${CLIENT}/outbox/store.ts`,
        find: 'silent = await patiently(search())',
        put: 'silent = await patiently(held)',
      },
    ],
  },
  {
    name: 'outbox-out-of-order',
    what: 'what was written last is sent first',
    by: ['I3'],
    patches: [
      {
        file: `${CLIENT}/outbox/delivery.ts`,
        find: 'for (const letter of owner.letters()) {',
        put: 'for (const letter of [...owner.letters()].reverse()) {',
      },
    ],
  },
  {
    name: 'dead-link-unnoticed',
    what: 'a ping without an answer changes nothing',
    by: ['I9'],
    patches: [
      { file: `${CLIENT}/connection/heartbeat.ts`, find: 'arm(deadline, host.dead)', put: 'arm(deadline, listen)' },
    ],
  },
  {
    name: 'two-sockets',
    what: 'a connection that is given up is left open',
    by: ['I9', 'I11'],
    patches: [
      {
        file: `${CLIENT}/connection/connection.ts`,
        find: '    socket.onopen = socket.onmessage = socket.onclose = null\n    socket.close()\n',
        put: '    socket.onopen = socket.onmessage = socket.onclose = null\n',
      },
    ],
  },
]

/** @throws when there is none of this name. */
export function findBug(name: string): PlantedBug {
  const bug = PLANTED_BUGS.find((each) => each.name === name)
  if (bug) return bug
  throw new Error(`There is no planted bug ${name}. There are: ${PLANTED_BUGS.map((each) => each.name).join(', ')}`)
}
