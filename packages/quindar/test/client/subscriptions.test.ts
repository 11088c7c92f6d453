import { expect, test, vi } from 'vitest'
import { SubscriptionDeniedError } from 'quindar'
import { grant, outcome, rig, said, settle } from './rig.ts'

const event = (key: string, ...args: unknown[]) =>
  ({ msg: 'changed', collection: 'stream-notify-all', id: 'id', fields: { eventName: key, args } }) as const

test('subscribes with the key and false, and with arguments as they are documented', async () => {
  const { rc, open } = rig()
  const socket = await open()
  rc.stream('notify-all', 'x').on(() => {})
  rc.stream('livechat-room', 'RID', { token: 'T', visitorToken: 'T' }).on(() => {})
  expect(socket.sentOf('sub')).toEqual([
    { msg: 'sub', id: 's1', name: 'stream-notify-all', params: ['x', false] },
    {
      msg: 'sub',
      id: 's2',
      name: 'stream-livechat-room',
      params: ['RID', { useCollection: false, args: [{ token: 'T', visitorToken: 'T' }] }],
    },
  ])
})

test('equal streams share one subscription, and each listener hears an event once', async () => {
  const { rc, open } = rig()
  const socket = await open()
  const heard: string[] = []
  const stops = ['a', 'b', 'c'].map((name) =>
    rc.stream('notify-all', 'x').on((value) => heard.push(`${name}${String(value)}`)),
  )
  expect(socket.sentOf('sub')).toHaveLength(1)
  socket.receive(event('x', 1))
  expect(heard).toEqual(['a1', 'b1', 'c1'])
  stops[0]?.()
  stops[0]?.()
  stops[1]?.()
  expect(socket.sentOf('unsub')).toEqual([])
  socket.receive(event('x', 2))
  expect(heard).toEqual(['a1', 'b1', 'c1', 'c2'])
  stops[2]?.()
  expect(socket.sentOf('unsub')).toEqual([{ msg: 'unsub', id: 's1' }])
  socket.receive(event('x', 3))
  expect(heard).toHaveLength(4)
})

test('the same function may listen twice', async () => {
  const { rc, open } = rig()
  const socket = await open()
  const listener = vi.fn<() => void>()
  const stop = rc.stream('notify-all', 'x').on(listener)
  rc.stream('notify-all', 'x').on(listener)
  socket.receive(event('x'))
  expect(listener).toHaveBeenCalledTimes(2)
  stop()
  socket.receive(event('x'))
  expect(listener).toHaveBeenCalledTimes(3)
})

test('other keys, streams and arguments are subscriptions of their own', async () => {
  const { rc, open } = rig()
  const socket = await open()
  rc.stream('notify-all', 'x').on(() => {})
  rc.stream('notify-all', 'y').on(() => {})
  rc.stream('notify-logged', 'x').on(() => {})
  rc.stream('notify-all', 'x', 'argument').on(() => {})
  expect(socket.sentOf('sub').map((frame) => frame.id)).toEqual(['s1', 's2', 's3', 's4'])
})

test('an id is not used again: not after an end, not after a drop', async () => {
  const { rc, open, clock } = rig()
  const first = await open()
  rc.stream('notify-all', 'x').on(() => {})()
  rc.stream('notify-all', 'x').on(() => {})
  expect(first.sentOf('sub').map((frame) => frame.id)).toEqual(['s1', 's2'])
  first.drop()
  await clock.advance(250)
  const second = await open()
  expect(second.sentOf('sub').map((frame) => frame.id)).toEqual(['s3'])
})

test('ready resolves by its frame, also by one that confirms many', async () => {
  const { rc, open } = rig()
  const socket = await open()
  const [x, y] = ['x', 'y'].map((key) => rc.stream('notify-all', key).on(() => {}).ready)
  expect(await outcome(x!)).toBe('pending')
  socket.receive({ msg: 'ready', subs: ['s9', 's1', 's2'] })
  expect(await outcome(x!)).toEqual({ value: undefined })
  expect(await outcome(y!)).toEqual({ value: undefined })
})

test('one who comes later to a confirmed subscription is ready at once', async () => {
  const { rc, open } = rig()
  const socket = await open()
  rc.stream('notify-all', 'x').on(() => {})
  await grant(socket)
  expect(await outcome(rc.stream('notify-all', 'x').on(() => {}).ready)).toEqual({ value: undefined })
})

test('a refusal reaches every holder, with its likely cause, and the client', async () => {
  const { rc, open } = rig()
  const socket = await open()
  const errors: unknown[] = []
  const denied: unknown[] = []
  rc.on('denied', ({ error }) => denied.push(error))
  const holds = [1, 2].map(() =>
    rc.stream('notify-user', 'u2/message').on(() => {}, { onDenied: (error) => errors.push(error) }),
  )
  socket.receive({ msg: 'nosub', id: 's1', error: { error: 'not-allowed' } })
  await settle()
  expect(errors).toHaveLength(2)
  expect(errors[0]).toBe(errors[1])
  const error = errors[0] as SubscriptionDeniedError
  expect(error).toBeInstanceOf(SubscriptionDeniedError)
  expect([error.stream, error.key, error.likelyCause]).toEqual([
    'notify-user',
    'u2/message',
    'log in first, or ask for the right to read it',
  ])
  expect(denied).toEqual([error])
  for (const hold of holds) expect(await outcome(hold.ready)).toEqual({ error })
})

test('after a refusal the next who wants it asks again', async () => {
  const { rc, open } = rig()
  const socket = await open()
  const stop = rc.stream('notify-all', 'x').on(() => {})
  socket.receive({ msg: 'nosub', id: 's1', error: { error: 'not-allowed' } })
  await settle()
  stop()
  expect(socket.sentOf('unsub')).toEqual([])
  rc.stream('notify-all', 'x').on(() => {})
  expect(socket.sentOf('sub').at(-1)?.id).toBe('s2')
})

test('a subscription that the server ends without a word is reported too', async () => {
  const { rc, open } = rig()
  const socket = await open()
  const errors: SubscriptionDeniedError[] = []
  rc.stream('notify-all', 'x').on(() => {}, { onDenied: (error) => errors.push(error as SubscriptionDeniedError) })
  await grant(socket)
  socket.receive({ msg: 'nosub', id: 's1' })
  await settle()
  expect(errors.map((error) => error.likelyCause)).toEqual(['the server took it back without a reason'])
})

test('the answer to our own unsub is nobody’s business', async () => {
  const { rc, open } = rig()
  const socket = await open()
  const denied: unknown[] = []
  rc.on('denied', (event) => denied.push(event))
  rc.stream('notify-all', 'x').on(() => {}, { onDenied: (error) => denied.push(error) })()
  socket.receive({ msg: 'nosub', id: 's1' })
  socket.receive({ msg: 'nosub', id: 'unknown' })
  await settle()
  expect(denied).toEqual([])
  expect(rc.stats.malformed).toBe(0)
})

test('too many at once are asked for again after the stated time, and nobody is told', async () => {
  const { rc, open, clock } = rig()
  const socket = await open()
  const denied: unknown[] = []
  rc.on('denied', (event) => denied.push(event))
  const { ready } = rc.stream('notify-all', 'x').on(() => {})
  socket.receive({ msg: 'nosub', id: 's1', error: { error: 'too-many-requests', details: { timeToReset: 2_000 } } })
  await settle()
  await clock.advance(1_999)
  expect(socket.sentOf('sub')).toHaveLength(1)
  await clock.advance(1)
  expect(socket.sentOf('sub').map((frame) => frame.id)).toEqual(['s1', 's2'])
  await grant(socket)
  expect(await outcome(ready)).toEqual({ value: undefined })
  expect(denied).toEqual([])
})

test('given up while it waits for its turn, it is not asked for again, and no timer stays', async () => {
  const { rc, open, clock } = rig()
  const socket = await open()
  const timers = clock.pending().length
  const stop = rc.stream('notify-all', 'x').on(() => {})
  socket.receive({ msg: 'nosub', id: 's1', error: { error: 'too-many-requests', details: { timeToReset: 2_000 } } })
  await settle()
  stop()
  expect(clock.pending()).toHaveLength(timers)
  expect(socket.sentOf('unsub')).toEqual([])
})

test('a signal takes the listener away; one that was aborted before leaves nothing', async () => {
  const { rc, open } = rig()
  const socket = await open()
  const over = new AbortController()
  const heard: unknown[] = []
  rc.stream('notify-all', 'x').on((value) => heard.push(value), { signal: over.signal })
  socket.receive(event('x', 1))
  over.abort()
  socket.receive(event('x', 2))
  expect(heard).toEqual([1])
  expect(said(socket)).toEqual(['connect', 'sub stream-notify-all x', 'unsub'])
  rc.stream('notify-all', 'y').on((value) => heard.push(value), { signal: AbortSignal.abort() })
  socket.receive(event('y', 3))
  expect(heard).toEqual([1])
})

test('taken away before the connection is there, it never reaches the wire', async () => {
  const { rc, open } = rig()
  rc.stream('notify-all', 'x').on(() => {})()
  expect(said(await open())).toEqual(['connect'])
})

test('who leaves or comes during an event does not disturb it', async () => {
  const { rc, open } = rig()
  const socket = await open()
  const heard: string[] = []
  const stopA = rc.stream('notify-all', 'x').on(() => {
    heard.push('a')
    stopA()
    stopB()
    rc.stream('notify-all', 'x').on(() => heard.push('c'))
  })
  const stopB = rc.stream('notify-all', 'x').on(() => heard.push('b'))
  socket.receive(event('x'))
  expect(heard).toEqual(['a', 'b'])
  socket.receive(event('x'))
  expect(heard).toEqual(['a', 'b', 'c'])
})

test('a listener that throws does not keep the others from hearing', async () => {
  const { rc, open, log } = rig()
  const socket = await open()
  const heard: unknown[] = []
  rc.stream('notify-all', 'x').on(() => {
    throw new Error('oops')
  })
  rc.stream('notify-all', 'x').on((value) => heard.push(value))
  socket.receive(event('x', 1))
  await settle()
  expect(heard).toEqual([1])
  expect(log).toEqual(['A listener threw'])
  expect(rc.stats.malformed).toBe(0)
})

test('closing tells every holder, and a closed client takes no new one', async () => {
  const { rc, open } = rig()
  await open()
  const codes: string[] = []
  const denied: unknown[] = []
  rc.on('denied', (error) => denied.push(error))
  const { ready } = rc.stream('notify-all', 'x').on(() => {}, { onDenied: ({ code }) => codes.push(code) })
  await rc.close()
  expect(codes).toEqual(['client-closed'])
  expect(await outcome(ready)).toHaveProperty('error.code', 'client-closed')
  expect(denied).toEqual([])
  expect(() => rc.stream('notify-all', 'x').on(() => {})).toThrow('This client is closed')
})

test('a refusal of what is given up at that moment is nobody’s business; one just before a drop counts', async () => {
  const { rc, open, clock } = rig()
  const first = await open()
  const denied: unknown[] = []
  rc.on('denied', (refusal) => denied.push(refusal))
  const given = rc.stream('notify-all', 'x').on(() => {})
  rc.stream('notify-all', 'y').on(() => {})
  for (const id of ['s1', 's2']) first.receive({ msg: 'nosub', id, error: { error: 'not-allowed' } })
  given()
  first.drop()
  await clock.advance(250)
  expect(said(await open())).toEqual(['connect'])
  expect(denied).toHaveLength(1)
})

test('a new connection does not wait for the time that the old one stated, and no timer of it is left', async () => {
  const { rc, open, clock, redial } = rig()
  const first = await open()
  rc.stream('notify-all', 'x').on(() => {})
  first.receive({ msg: 'nosub', id: 's1', error: { error: 'too-many-requests', details: { timeToReset: 50_000 } } })
  await settle()
  first.drop()
  await redial()
  const second = await open()
  expect(said(second)).toEqual(['connect', 'sub stream-notify-all x'])
  await grant(second)
  expect(clock.pending()).toEqual([10_000])
})

test('what was refused is over: it does not come back with the next connection, and who asks again has an answer of his own', async () => {
  const { rc, open, redial } = rig()
  const first = await open()
  rc.stream('notify-all', 'x').on(() => {})
  rc.stream('notify-all', 'y').on(() => {})
  for (const id of ['s1', 's2']) first.receive({ msg: 'nosub', id, error: { error: 'not-allowed' } })
  await settle()
  const again = rc.stream('notify-all', 'y').on(() => {})
  await grant(first)
  expect(await outcome(again.ready)).toEqual({ value: undefined })
  first.drop()
  await redial()
  expect(said(await open())).toEqual(['connect', 'sub stream-notify-all y'])
})

test('given up before its answer, ready has nothing to wait for', async () => {
  const { rc, open } = rig()
  await open()
  const stop = rc.stream('notify-all', 'x').on(() => {})
  stop()
  expect(await outcome(stop.ready)).toEqual({ value: undefined })
})

test('closing leaves no timer of a subscription that waits for its turn', async () => {
  const { rc, open, clock } = rig()
  const socket = await open()
  rc.stream('notify-all', 'x').on(() => {})
  socket.receive({ msg: 'nosub', id: 's1', error: { error: 'too-many-requests', details: { timeToReset: 50_000 } } })
  await settle()
  await rc.close()
  expect(clock.pending()).toEqual([])
})

test('asked for while the connection is down, it goes out with the next one, once', async () => {
  const { rc, open, redial } = rig()
  ;(await open()).drop()
  rc.stream('notify-all', 'x').on(() => {})
  await redial()
  expect(said(await open())).toEqual(['connect', 'sub stream-notify-all x'])
})
