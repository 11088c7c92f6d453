// Numbers that are left out while the connection stands, and frames that are kept back for nobody.
import { expect, test } from 'vitest'
import { heard, listen } from './heard.ts'
import { settle } from './rig.ts'
import { stock, type Stock } from './stock.ts'

const asked = (s: Stock): unknown[] => s.asked.filter(([name]) => name === 'quindar:changes')

/** Everything that the server sends while the task runs is lost. */
async function losing(s: Stock, task: () => void): Promise<void> {
  const socket = s.socket()
  const receive = socket.receive.bind(socket)
  socket.receive = () => {}
  task()
  socket.receive = receive
  await settle()
}

test('what is left out of a live stream is asked for after a second, and told as late', async () => {
  const s = await heard({ numbers: true })
  const before = asked(s).length
  await losing(s, () => s.say('GENERAL', 'lost'))
  s.say('GENERAL', 'c')
  await s.clock.advance(999)
  expect(s.story).toEqual(['message a', 'message c'])
  expect(asked(s)).toHaveLength(before)
  await s.clock.advance(1)
  expect(s.story).toEqual(['message a', 'message c', 'message lost late'])
  expect(asked(s)).toHaveLength(before + 1)
  s.say('GENERAL', 'd')
  await s.clock.advance(10_000)
  expect(asked(s)).toHaveLength(before + 1)
})

test('so are deletions and edits', async () => {
  const s = await heard({ numbers: true })
  s.say('GENERAL', 'b')
  await losing(s, () => {
    s.remove('a')
    s.change('b', { msg: 'better', editedAt: new Date(s.clock.now()) })
  })
  s.say('GENERAL', 'c')
  await s.clock.advance(1_000)
  expect(s.story).toEqual(['message a', 'message b', 'message c', 'edited better', 'deleted a'])
})

test('nothing is asked where nothing is left out, or what is left out comes within a second', async () => {
  const s = await heard({ numbers: true })
  const before = asked(s).length
  s.say('GENERAL', 'b')
  s.change('b', { msg: 'better', editedAt: new Date(s.clock.now()) })
  s.remove('a')
  const socket = s.socket()
  const late: unknown[] = []
  const receive = socket.receive.bind(socket)
  socket.receive = (frame) => late.push(frame)
  s.say('GENERAL', 'c')
  socket.receive = receive
  s.say('GENERAL', 'd')
  await s.clock.advance(900)
  for (const frame of late) socket.receive(frame as never)
  await s.clock.advance(10_000)
  expect(s.story).toEqual(['message a', 'message b', 'edited better', 'deleted a', 'message d', 'message c late'])
  expect(asked(s)).toHaveLength(before)
})

test('a drop meanwhile asks from before the number that is missing', async () => {
  const s = await heard({ numbers: true })
  await losing(s, () => s.say('GENERAL', 'lost'))
  s.say('GENERAL', 'c')
  await s.outage(() => s.say('GENERAL', 'd'))
  expect(s.story).toEqual(['message a', 'message c', 'message lost late', 'message d'])
})

test('where it cannot be had it is a gap, and asked for again after the next drop', async () => {
  const s = await heard({ numbers: true, without: ['messages/get', 'GET /api/v1/chat.syncMessages'] })
  await losing(s, () => s.say('GENERAL', 'lost'))
  s.refuse.set('quindar:changes', [{ error: 'error-not-allowed' }])
  s.say('GENERAL', 'c')
  await s.clock.advance(10_000)
  expect(s.story).toEqual(['message a', 'message c', expect.stringContaining('the server did not tell')])
  await s.outage(() => s.say('GENERAL', 'd'))
  expect(s.story.slice(3)).toEqual(['message lost late', 'message d'])
})

test('who hears all rooms is not told of deletions, so their numbers are no sign of a loss', async () => {
  const s = stock({ numbers: true })
  await s.connect()
  s.rc.stream('room-messages', '__my_messages__').on(() => {})
  await s.clock.advance(10_000)
  s.say('GENERAL', 'a')
  s.remove('a')
  s.say('GENERAL', 'b')
  await s.clock.advance(10_000)
  expect(asked(s)).toEqual([])
})

test('for a subscription that nobody confirms a thousand frames are kept back; the others are fetched', async () => {
  const s = await heard({ numbers: true })
  await s.drop()
  const confirm: (() => void)[] = []
  await s.connect()
  await settle()
  s.socket().drop()
  await settle()
  await s.redial()
  const socket = s.socket()
  const receive = socket.receive.bind(socket)
  socket.receive = (frame) => {
    if ((frame as { msg?: string }).msg === 'ready') confirm.push(() => receive(frame))
    else receive(frame)
  }
  await s.connect()
  for (let n = 1; n <= 1_001; n++) s.say('GENERAL', `m${n}`)
  await settle()
  expect(s.story).toEqual(['message a'])
  for (const each of confirm) each()
  await s.clock.advance(60_000)
  expect(s.story).toHaveLength(1_002)
  expect(s.story[1]).toBe('message m1')
  expect(s.story.at(-1)).toBe('message m1001')
})

test('an internal error of REST is not its last word', async () => {
  const s = await heard({ without: ['messages/get'] })
  s.refuse.set('GET /api/v1/chat.syncMessages', [{ error: 'Internal server error' }, { error: 503 }])
  await s.outage(() => s.say('GENERAL', 'b'))
  await s.clock.advance(5_000)
  expect(s.story).toEqual(['message a', 'message b'])
})

test('what has failed for no reason of its own is asked again, also when another way has said no', async () => {
  const s = await heard()
  s.refuse.set('messages/get', [{ error: 500 }])
  s.refuse.set('GET /api/v1/chat.syncMessages', [{ error: 'error-invalid-params' }])
  await s.outage(() => s.say('GENERAL', 'b'))
  await s.clock.advance(5_000)
  expect(s.story).toEqual(['message a', 'message b'])
})

const ROUTE = 'GET /api/v1/chat.syncMessages'

test.each([401, 'You must be logged in to do this.'])(
  'a login that REST does not know any more (%s) is tried anew once, and then what was missed is told',
  async (error) => {
    const s = await heard({ without: ['messages/get'] })
    s.refuse.set(ROUTE, [{ error }])
    const { drops } = s.rc.stats
    await s.outage(() => s.say('GENERAL', 'b'))
    await s.clock.advance(5_000)
    await s.connect()
    await s.clock.advance(5_000)
    expect(s.rc.stats.drops).toBe(drops + 2)
    expect(s.story).toEqual(['message a', 'message b'])
  },
)

test('a proxy that never lets REST through costs one more connection, not one after the other; then it is a gap', async () => {
  const s = await heard({ without: ['messages/get', 'loadMissedMessages'] })
  s.refuse.set(
    ROUTE,
    Array.from({ length: 50 }, () => ({ error: 401 })),
  )
  const { drops } = s.rc.stats
  await s.outage(() => s.say('GENERAL', 'b'))
  await s.clock.advance(5_000)
  await s.connect()
  await s.clock.advance(20_000)
  expect(s.rc.stats.drops).toBe(drops + 2)
  expect(s.story[1]).toMatch(/^gap/)
})

test('after a long while REST is asked in pages: since when, for what, and for how many', async () => {
  const s = await heard({ cursors: true, without: ['messages/get'] })
  await s.outage(() => s.say('GENERAL', 'b'), 600_001)
  expect(s.story).toEqual(['message a', 'message b'])
  const questions = s.asked.filter(([name]) => name === ROUTE).map(([, input]) => input)
  const since = (questions[0] as { next: string }).next
  expect(questions).toEqual([
    { roomId: 'GENERAL', next: since, type: 'UPDATED', count: '200' },
    { roomId: 'GENERAL', next: since, type: 'DELETED', count: '200' },
  ])
  expect(since).toMatch(/^\d{13}$/)
})

test('a server that has no cursors says so in its own words, and is asked by time after a long while too', async () => {
  const s = await heard({ without: ['messages/get'] })
  s.refuse.set('GET /api/v1/chat.syncMessages', [{ error: 'error-param-required' }])
  await s.outage(() => s.say('GENERAL', 'b'), 600_001)
  expect(s.story).toEqual(['message a', 'message b'])
  expect(s.asked.at(-1)).toEqual([
    'GET /api/v1/chat.syncMessages',
    expect.objectContaining({ lastUpdate: expect.any(String) as string }),
  ])
  // Known once and for all.
  await s.outage(() => s.say('GENERAL', 'c'), 600_001)
  expect(s.names().filter((name) => name.endsWith('syncMessages'))).toHaveLength(1)
})

test('what was asked of a room before a drop is not its place after it: nothing is told twice', async () => {
  const s = stock({ numbers: true, rooms: ['GENERAL', 'second'] })
  await s.connect()
  listen(await s.rc.room('GENERAL'))
  await s.clock.advance(1_000)
  const raw: string[] = []
  s.rc.stream('room-messages', 'second').on((message) => raw.push(message.msg))
  await settle()
  await s.outage(() => s.say('second', 'missed'))
  await s.clock.advance(120_000)
  const before = asked(s).length
  s.say('second', 'live')
  await s.clock.advance(10_000)
  expect(raw).toEqual(['missed', 'live'])
  expect(asked(s)).toHaveLength(before)
})

test('a room that changed while nobody listened is asked about from where it was when somebody began to', async () => {
  const s = stock({ numbers: true, rooms: ['GENERAL', 'second'] })
  s.say('second', 'old')
  await s.connect()
  listen(await s.rc.room('GENERAL'))
  await s.clock.advance(10_000)
  s.say('second', 'unheard')
  await s.clock.advance(1_000)
  s.say('GENERAL', 'heard')
  await s.clock.advance(10_000)
  const raw: string[] = []
  s.rc.stream('room-messages', 'second').on((message) => raw.push(message.msg))
  await s.clock.advance(1_000)
  await s.outage(() => s.say('second', 'missed'))
  expect(raw).toEqual(['missed'])
  expect(asked(s).at(-1)).toEqual(['quindar:changes', 'second', { epoch: 'e1', after: 2, limit: 200 }])
})
