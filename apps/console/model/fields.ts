// What the steps are filled with: whose server, who logs in, which room, what is said. Everything can be changed in the
// frames themselves too; these are the ones that most people want to change.
import { computed, signal, type ReadonlySignal, type Signal } from '@preact/signals-core'
import { sha256 } from 'quindar/protocol'
import { readAddress, type Address, type AddressProblem } from './address.ts'
import { layOut } from './json-text.ts'
import { makeId, type ConsolePorts } from './ports.ts'

/** What the fourth step subscribes to: the room's messages, or, as the question has it, an event of the room. */
export const SUBSCRIPTIONS = ['room-messages', 'user-activity', 'deleteMessage', '__my_messages__'] as const
export type SubscriptionChoice = (typeof SUBSCRIPTIONS)[number]

export interface Fields {
  readonly server: Signal<string>
  readonly address: ReadonlySignal<Address | AddressProblem>
  /** Is it the server that this page came from, with the demo's people on it? */
  readonly hasDemo: ReadonlySignal<boolean>
  readonly way: Signal<'password' | 'token'>
  readonly user: Signal<string>
  readonly password: Signal<string>
  readonly token: Signal<string>
  readonly roomId: Signal<string>
  readonly subscription: Signal<SubscriptionChoice>
  readonly text: Signal<string>
  /** Whether the password is the demo's, which is no secret: the user's own name, on the server of this page. */
  readonly isDemo: ReadonlySignal<boolean>
}

export function createFields({ page, demo }: Pick<ConsolePorts, 'page' | 'demo'>): Fields {
  const own = ownServer(page)
  const server = signal(own)
  const user = signal(demo ? 'alice' : '')
  const password = signal(demo ? 'alice' : '')
  const address = computed(() => readAddress(server.value, page))
  const hasDemo = computed(() => demo && typeof address.value === 'object' && address.value.http === own)
  return {
    server,
    address,
    hasDemo,
    way: signal('password'),
    user,
    password,
    token: signal(''),
    roomId: signal('GENERAL'),
    subscription: signal('room-messages'),
    text: signal('Hello World!'),
    isDemo: computed(() => hasDemo.value && user.value !== '' && user.value === password.value),
  }
}

/** The folder of the page: its server may live below a path. */
function ownServer(page: string): string {
  return URL.canParse('.', page) ? new URL('.', page).href.replace(/\/+$/, '') : ''
}

/** Frames of the steps, as texts laid out for reading. `round` makes their ids new. */
export type Templates = Readonly<Record<'connect' | 'login' | 'subscribe' | 'send', (round: number) => string>>

export function createTemplates(fields: Fields, { random }: Pick<ConsolePorts, 'random'>): Templates {
  // One digest and one message id for each value, not for each drawing of the page.
  const digest = computed(() => sha256(fields.password.value))
  const messageIds: string[] = []
  const messageId = (round: number): string => (messageIds[round] ??= makeId(random))

  return {
    connect: () => write({ msg: 'connect', version: '1', support: ['1', 'pre2', 'pre1'] }),
    login: (round) => write({ msg: 'method', method: 'login', id: `login-${round}`, params: [credentials()] }),
    subscribe: (round) => {
      const [name, key] = streamOf(fields.subscription.value, fields.roomId.value)
      return write({ msg: 'sub', id: `sub-${round}`, name, params: [key, false] })
    },
    send: (round) =>
      write({
        msg: 'method',
        method: 'sendMessage',
        id: `send-${round}`,
        params: [{ _id: messageId(round), rid: fields.roomId.value, msg: fields.text.value }],
      }),
  }

  function credentials(): unknown {
    if (fields.way.value === 'token') return { resume: fields.token.value }
    const name = fields.user.value
    const user = name.includes('@') ? { email: name } : { username: name }
    return { user, password: { digest: digest.value, algorithm: 'sha-256' } }
  }
}

function streamOf(choice: SubscriptionChoice, roomId: string): [name: string, key: string] {
  if (choice === 'room-messages') return ['stream-room-messages', roomId]
  if (choice === '__my_messages__') return ['stream-room-messages', choice]
  return ['stream-notify-room', `${roomId}/${choice}`]
}

function write(frame: unknown): string {
  return layOut(JSON.stringify(frame))
}
