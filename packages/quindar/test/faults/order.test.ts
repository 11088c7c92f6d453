// Faults of order, by their rows in the table of faults: what comes before it may, twice, or in another order; what is
// said while a client is on its way back, and what is changed while it is away.
import { describe, expect, test } from 'vitest'
import type { Message, Room } from 'quindar'
import { both, duplicate, reorder, type Rewrite } from '@quindar/testkit'
import { holdBack, isMsg, nextReady, PATIENTLY, setStage } from './stage.ts'

/** How a server may be asked what was missed: by number, which is ours, and as Rocket.Chat's own are asked. */
const SERVERS = [
  { name: 'our server', options: {}, numbers: true },
  { name: 'a server that numbers nothing', options: { compat: 6, limits: 'none' }, numbers: false },
] as const

const isChange = isMsg('changed')
/** The number that this test file puts at the end of each text. */
const numberOf = ({ text }: Pick<Message, 'text'>): number => Number(text.split(' ').at(-1))

/** The messages that a room has told as new, in that order. */
function listen(room: Room): Message[] {
  const heard: Message[] = []
  room.on('message', (message) => heard.push(message))
  return heard
}

describe.each(SERVERS)('$name', ({ options, numbers }) => {
  test('row 17: what comes before its ready is told, once and in order', async () => {
    const { alice, bob, proxy } = await setStage({ ...options, unhurried: true })
    const waiting = holdBack(proxy, isMsg('ready'))
    const general = await alice.room('#general')
    const heard = listen(general)
    await expect.poll(() => waiting.held.length, PATIENTLY).toBeGreaterThan(0)
    const ground = await bob.room('#general')
    for (const n of [0, 1, 2]) await ground.send(`early ${n}`)
    await expect.poll(() => heard.length, PATIENTLY).toBe(3)
    waiting.release()
    await ground.send('late 3')
    await expect.poll(() => heard.length, PATIENTLY).toBe(4)
    expect(heard.map(numberOf)).toEqual([0, 1, 2, 3])
  })

  test('row 17: a ready or a refusal for a subscription of the connection before counts for nothing', async () => {
    const { alice, bob, proxy } = await setStage({ ...options, unhurried: true })
    const denied: unknown[] = []
    const heard: unknown[] = []
    const ids: string[] = []
    proxy.rewrite = (text) => {
      if (isMsg('ready')(text)) ids.push(...(JSON.parse(text) as { subs: string[] }).subs)
      return [text]
    }
    const stop = alice
      .stream('room-messages', 'GENERAL')
      .on(({ msg }) => heard.push(msg), { onDenied: (error) => denied.push(error) })
    await stop.ready
    expect(ids.length).toBeGreaterThan(0)

    const waiting = holdBack(proxy, isMsg('ready'))
    let ready = false
    const back = nextReady(alice).then(() => (ready = true))
    proxy.cut()
    await expect.poll(() => waiting.held.length, PATIENTLY).toBe(1)
    proxy.say(JSON.stringify({ msg: 'ready', subs: ids }))
    for (const id of ids) proxy.say(JSON.stringify({ msg: 'nosub', id, error: { error: 'not-allowed' } }))
    // Proof that all of that has been read: what was said after it is here.
    await (await bob.room('#general')).send('while it waits')
    await expect.poll(() => alice.stats.framesIn, PATIENTLY).toBeGreaterThan(ids.length + 1)
    expect(ready).toBe(false)
    waiting.release()
    await back
    await expect.poll(() => heard, PATIENTLY).toEqual(['while it waits'])
    expect(denied).toEqual([])
  })

  test.each([1, 2])('row 19: events twice and in another order are told once each (seed %i)', async (seed) => {
    const { alice, bob, proxy } = await setStage(options, seed)
    const general = await alice.room('#general')
    const heard = listen(general)
    general.timeline.subscribe(() => {})
    const ground = await bob.room('#general')
    await ground.send('message 0')
    await expect.poll(() => heard.length, PATIENTLY).toBe(1)
    const mixed = reorder(proxy.chance)
    let [seen, held] = [0, 0]
    const mixing: Rewrite = (text, said) => {
      const passed = mixed(text, said)
      seen++
      held += 1 - passed.length
      return passed
    }
    const mixedTwice = both(mixing, duplicate())
    proxy.rewrite = (text, said) => (isChange(text) && text.includes('"message ') ? mixedTwice(text, said) : [text])
    let said = 1
    // Goes on until none is held back for want of a neighbour.
    while (said <= 40 || held > 0) {
      await ground.send(`message ${said}`)
      await expect.poll(() => seen, PATIENTLY).toBe(said++)
    }
    await expect.poll(() => heard.length, PATIENTLY).toBe(said)
    proxy.rewrite = undefined
    await ground.send(`message ${said}`)
    await expect.poll(() => heard.length, PATIENTLY).toBe(said + 1)

    const order = heard.map(numberOf)
    const all = Array.from({ length: said + 1 }, (_, n) => n)
    expect(order.toSorted((a, b) => a - b)).toEqual(all)
    expect(order, 'the proxy has changed the order').not.toEqual(all)
    // Who comes after a later one says so.
    const places = numbers ? order : heard.map(({ at }) => +at)
    const late = places.map((place, index) => place < Math.max(...places.slice(0, index + 1)))
    expect(heard.map((message) => message.late ?? false)).toEqual(late)
    const shown = general.timeline.getSnapshot().messages.map(numberOf)
    // Where changes are numbered, their order is known whenever they come; elsewhere it is that of arrival.
    expect(shown).toEqual(numbers ? all : order)
  })

  test('row 20: what is said between subscribing and the answer, and after what was missed was asked for, is told once', async () => {
    const { alice, bob, proxy } = await setStage({ ...options, unhurried: true })
    const heard = listen(await alice.room('#general'))
    const ground = await bob.room('#general')
    await ground.send('message 0')
    await expect.poll(() => heard.length, PATIENTLY).toBe(1)

    const readies = holdBack(proxy, isMsg('ready'))
    const ready = nextReady(alice)
    proxy.cut()
    await ground.send('message 1')
    await expect.poll(() => readies.held.length, PATIENTLY).toBeGreaterThan(0)
    await ground.send('message 2')
    // The answer to what was missed was made before the next message, and comes after it.
    const { held } = readies
    const subscribed = held.splice(0)
    const answers = holdBack(proxy, (text) => isMsg('result')(text) && text.includes('message 1'))
    for (const text of subscribed) proxy.say(text)
    await expect.poll(() => answers.held.length, PATIENTLY).toBe(1)
    await ground.send('message 3')
    answers.release()
    await ready
    await ground.send('message 4')
    await expect.poll(() => heard.length, PATIENTLY).toBe(5)
    expect(heard.map(numberOf)).toEqual([0, 1, 2, 3, 4])
    expect(heard.map(({ late }) => late ?? false)).toEqual([false, false, false, false, false])
  })

  test('row 20: with somebody who never stops writing, over five drops', async () => {
    const { alice, bob, proxy } = await setStage(options)
    const heard = listen(await alice.room('#general'))
    const ground = await bob.room('#general')
    let writing = true
    let written = 0
    const writer = (async () => {
      while (writing) await ground.send(`message ${written++}`)
    })()
    await expect.poll(() => heard.length, PATIENTLY).toBeGreaterThan(0)
    for (let drop = 0; drop < 5; drop++) {
      const ready = nextReady(alice)
      proxy.cut()
      await ready
      const before = heard.length
      await expect.poll(() => heard.length, PATIENTLY).toBeGreaterThan(before)
    }
    writing = false
    await writer
    await expect.poll(() => heard.length, PATIENTLY).toBe(written)
    // Of one millisecond only a server that numbers its messages knows the order.
    const order = numbers ? heard : heard.toSorted((a, b) => +a.at - +b.at || numberOf(a) - numberOf(b))
    expect(order.map(numberOf)).toEqual(Array.from({ length: written }, (_, n) => n))
    expect(heard.filter((message, index) => message.at < (heard[index - 1]?.at ?? 0) && !message.late)).toEqual([])
  })

  test('row 22: what is edited, deleted and reacted to while nobody hears converges', async () => {
    const { alice, bob, proxy } = await setStage(options)
    const general = await alice.room('#general')
    const heard = listen(general)
    general.timeline.subscribe(() => {})
    const ground = await bob.room('#general')
    const sent: Message[] = []
    for (let n = 0; n < 6; n++) sent.push(await ground.send(`message ${n}`))
    await expect.poll(() => heard.length, PATIENTLY).toBe(6)
    const [edited, deleted, liked, both, unliked] = sent.map(({ id }) => id) as [string, string, string, string, string]
    await ground.react(unliked, ':rocket:')
    await expect.poll(() => reactionsOf(general, unliked), PATIENTLY).toEqual([':rocket:'])

    await proxy.listen(false)
    await ground.edit(edited, 'message 0, better')
    await ground.delete(deleted)
    await ground.react(liked, ':rocket:')
    await ground.edit(both, 'message 3, better')
    await ground.react(both, ':tada:')
    await ground.react(unliked, ':rocket:', false)
    const ready = nextReady(alice)
    await proxy.listen(true)
    await ready

    const truth = (await ground.history({ limit: 100 })).filter(({ text }) => text.startsWith('message ')).map(shape)
    expect(truth.map(({ text }) => text)).toEqual([
      'message 0, better',
      'message 2',
      'message 3, better',
      'message 4',
      'message 5',
    ])
    await expect.poll(() => general.timeline.getSnapshot().messages.map(shape), PATIENTLY).toEqual(truth)
    expect(heard).toHaveLength(6)
  })
})

const shape = ({ id, text, reactions }: Message): Pick<Message, 'id' | 'text' | 'reactions'> => ({
  id,
  text,
  reactions,
})

function reactionsOf(room: Room, id: string): string[] {
  const message = room.timeline.getSnapshot().messages.find((one) => one.id === id)
  return Object.keys(message?.reactions ?? {})
}
