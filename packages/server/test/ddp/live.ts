// DDP over the real domain, without sockets: the town of the domain's tests, with sessions of its people.

import { createDdp, type Ddp } from '../../src/ddp/ddp.ts'
import type { DialectName } from '../../src/ddp/dialect.ts'
import type { User } from '../../src/domain/entities.ts'
import type { Store } from '../../src/store/port.ts'
import type { WireEvents } from '../../src/ddp/wire.ts'
import { createMethods } from '../../src/methods/index.ts'
import { town, type Town } from '../domain/world.ts'
import { settled } from './clock.ts'
import { TestWire } from './wire.ts'

export interface Live extends Town {
  readonly ddp: Ddp
  readonly faults: unknown[]
  /** A connection of this user, logged in, its mailbox empty. */
  enter(username?: string): Promise<Person>
}

/** One connection. */
export class Person {
  readonly wire = new TestWire()
  private readonly session: WireEvents
  private count = 0

  constructor(ddp: Ddp) {
    this.session = ddp.accept(this.wire)
    this.say({ msg: 'connect', version: '1', support: ['1'] })
  }

  say(frame: unknown): void {
    this.session.text(JSON.stringify(frame))
  }

  /** Subscribes, and answers the frames that came until everything was quiet. */
  async sub(name: string, ...params: unknown[]) {
    this.say({ msg: 'sub', id: `s${++this.count}`, name, params })
    return this.mail()
  }

  /** Calls, and answers the result's frame; what else came stays for `mail`. */
  async call(method: string, ...params: unknown[]) {
    const id = `m${++this.count}`
    this.say({ msg: 'method', id, method, params })
    return this.mail()
  }

  /** What came by the time in which everything is quiet. */
  async mail() {
    await settled()
    return this.wire.take()
  }

  /** Events of one stream in the mail: key and arguments. */
  async events(stream: string): Promise<[key: unknown, ...args: unknown[]][]> {
    const frames = await this.mail()
    return frames
      .filter(({ msg, collection }) => msg === 'changed' && collection === `stream-${stream}`)
      .map(({ fields }) => {
        const { eventName, args } = fields as { eventName: string; args: unknown[] }
        return [eventName, ...args]
      })
  }

  leave(): void {
    this.session.closed()
  }
}

export async function live(options: { dialect?: DialectName; store?: (store: Store) => Store } = {}): Promise<Live> {
  const place = await town(options.store ? { store: options.store } : {})
  const faults: unknown[] = []
  const ddp = createDdp({
    domain: place.domain,
    methods: createMethods(),
    dialect: options.dialect ?? 'meteor',
    report: (fault) => faults.push(fault),
  })
  return {
    ...place,
    ddp,
    faults,
    async enter(username) {
      const person = new Person(ddp)
      if (username !== undefined) await person.call('login', { user: { username }, password: username })
      await person.mail()
      return person
    },
  }
}

export const say = (place: Live, author: User, text: string, roomId = 'TOWN') =>
  place.domain.messages.send(author, { roomId, text })
