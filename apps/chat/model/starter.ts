// Finding a conversation or starting one: rooms one is in, channels one may join, and what a typed name could become.
import { computed, signal, type ReadonlySignal } from '@preact/signals-core'
import type { Client, JoinedRoom } from 'quindar'
import { readTroubleOf, troubleOf, type Trouble } from './trouble.ts'

/** A public channel of the server. */
export interface FoundChannel {
  readonly id: string
  readonly name: string
  readonly topic: string | undefined
  readonly members: number | undefined
}

/** One line of the list; `run` does it. */
export type Choice =
  | { readonly kind: 'open'; readonly key: string; readonly entry: JoinedRoom }
  | { readonly kind: 'join'; readonly key: string; readonly channel: FoundChannel }
  | { readonly kind: 'channel' | 'group' | 'direct'; readonly key: string; readonly name: string }

export interface Starter {
  readonly query: ReadonlySignal<string>
  readonly choices: ReadonlySignal<readonly Choice[]>
  readonly loading: ReadonlySignal<boolean>
  readonly busy: ReadonlySignal<boolean>
  readonly trouble: ReadonlySignal<Trouble | undefined>
  readonly search: (query: string) => void
  /** Answers with the id of the room that is to be opened; undefined when it did not work. */
  readonly run: (choice: Choice) => Promise<string | undefined>
}

/** Channels that are asked for: whoever has more finds the rest by typing the whole name. */
const CHANNELS_MOST = 100
/** Lines of one kind that are shown. */
const SHOWN_MOST = 30

export function createStarter(client: Client, joined: ReadonlySignal<readonly JoinedRoom[]>): Starter {
  const query = signal('')
  const channels = signal<readonly FoundChannel[]>([])
  const loading = signal(false)
  const busy = signal(false)
  const trouble = signal<Trouble | undefined>(undefined)

  async function load(): Promise<void> {
    loading.value = true
    try {
      const answer = await client.rest('GET /api/v1/channels.list', { count: CHANNELS_MOST })
      channels.value = answer.channels.map(({ _id, name, fname, topic, usersCount }) => ({
        id: _id,
        name: fname ?? name ?? _id,
        topic: topic === '' ? undefined : topic,
        members: usersCount,
      }))
    } catch (error) {
      trouble.value = readTroubleOf(error)
    } finally {
      loading.value = false
    }
  }

  async function idOf(choice: Choice): Promise<string> {
    switch (choice.kind) {
      case 'open':
        return choice.entry.id
      case 'join':
        await client.call({ name: 'joinRoom', retry: 'safe' }, choice.channel.id)
        return choice.channel.id
      case 'channel':
        return (await client.call('createChannel', choice.name, [], false)).rid
      case 'group':
        return (await client.call('createPrivateGroup', choice.name, [], false)).rid
      case 'direct':
        return (await client.room(`@${choice.name}`)).id
    }
  }

  void load()

  return {
    query,
    choices: computed(() => choicesFor(query.value, joined.value, channels.value)),
    loading,
    busy,
    trouble,
    search(text) {
      query.value = text
      trouble.value = undefined
    },
    async run(choice) {
      if (busy.value) return undefined
      busy.value = true
      trouble.value = undefined
      try {
        return await idOf(choice)
      } catch (error) {
        trouble.value = troubleOf(error)
        return undefined
      } finally {
        busy.value = false
      }
    },
  }
}

/** `#` and `@` in front say what is meant. */
export function choicesFor(
  query: string,
  joined: readonly JoinedRoom[],
  channels: readonly FoundChannel[],
): readonly Choice[] {
  const sign = /^\s*([#@])/.exec(query)?.[1]
  const word = query.trim().replace(/^[#@]/, '').trim()
  const fits = (...texts: (string | undefined)[]): boolean =>
    texts.some((text) => text?.toLowerCase().includes(word.toLowerCase()))
  const mine = joined.filter((entry) =>
    sign === '#' ? entry.kind !== 'direct' : sign !== '@' || entry.kind === 'direct',
  )
  const ids = new Set(joined.map(({ id }) => id))
  const open = mine.filter(({ name, username }) => fits(name, username))
  const join = sign === '@' ? [] : channels.filter(({ id, name }) => !ids.has(id) && fits(name))
  const choices: Choice[] = [
    ...open.slice(0, SHOWN_MOST).map((entry) => ({ kind: 'open' as const, key: `open ${entry.id}`, entry })),
    ...join.slice(0, SHOWN_MOST).map((channel) => ({ kind: 'join' as const, key: `join ${channel.id}`, channel })),
  ]
  if (word === '') return choices
  const same = (text: string | undefined): boolean => text?.toLowerCase() === word.toLowerCase()
  const known = open.some(({ username }) => same(username))
  if (sign !== '#' && !known && !/\s/.test(word)) choices.push({ kind: 'direct', key: 'direct', name: word })
  const taken = [...mine.filter(({ kind }) => kind !== 'direct'), ...channels].some(({ name }) => same(name))
  if (sign !== '@' && !taken) {
    const name = word.replaceAll(/\s+/g, '-')
    choices.push({ kind: 'channel', key: 'channel', name }, { kind: 'group', key: 'group', name })
  }
  return choices
}
