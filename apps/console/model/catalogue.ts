// Every method, stream and publication that the protocol knows, to pick one from: its facts, its words, and a frame to
// begin with.
import { METHODS, PUBLICATIONS, STREAMS, type Answered, type Evidence, type Lifetime } from 'quindar/protocol'
import {
  EVENT_EXPLANATIONS,
  METHOD_EXPLANATIONS,
  PUBLICATION_EXPLANATIONS,
  type Parameter,
  type Said,
} from './explanations.table.ts'
import type { Fields } from './fields.ts'
import { layOut } from './json-text.ts'
import { makeId } from './ports.ts'

export interface CatalogueEntry {
  readonly group: 'method' | 'stream' | 'publication'
  /** As it is on the wire: `sendMessage`, `stream-notify-room`. */
  readonly name: string
  /** Of a stream: its event, `*` for a key that is an id alone. */
  readonly event?: string
  /** What people look for: name and event. */
  readonly title: string
  readonly said: Said | undefined
  readonly lifetime: Lifetime & Answered
  readonly evidence: Evidence
  readonly parameters: readonly Parameter[]
  readonly errors: readonly (string | number)[]
  /** The REST route that does the same. */
  readonly rest?: string | undefined
  /** Who may subscribe, in the protocol's words. */
  readonly read?: string | undefined
}

const OPTIONS: Parameter = {
  name: 'options',
  example: false,
  en: '`false`, or `{"useCollection": false, "args": […]}`: a visitor puts `{"visitorToken": …}` there.',
  zh: '`false`，或 `{"useCollection": false, "args": […]}`：访客在其中放入 `{"visitorToken": …}`。',
}

const VISITOR_OPTIONS: Parameter = {
  ...OPTIONS,
  example: { useCollection: false, args: [{ visitorToken: '{visitorToken}' }] },
}

export const CATALOGUE: readonly CatalogueEntry[] = [...methodEntries(), ...streamEntries(), ...publicationEntries()]

function methodEntries(): CatalogueEntry[] {
  return [...METHODS.values()].map((fact) => ({
    group: 'method',
    name: fact.name,
    title: fact.name,
    said: METHOD_EXPLANATIONS[fact.name],
    lifetime: fact,
    evidence: fact.evidence,
    parameters: METHOD_EXPLANATIONS[fact.name]?.parameters ?? [],
    errors: fact.errors ?? [],
    rest: fact.rest,
  }))
}

function streamEntries(): CatalogueEntry[] {
  return [...STREAMS.values()].flatMap((stream) =>
    Object.entries(stream.events).map(([event, fact]) => ({
      group: 'stream' as const,
      name: `stream-${stream.name}`,
      event,
      title: `stream-${stream.name} ${event}`,
      said: EVENT_EXPLANATIONS[`${stream.name}/${event}`],
      lifetime: { ...stream, ...fact },
      evidence: fact.evidence,
      parameters: [keyOf(stream.name, stream.keys, event), ...optionsOf(stream.name)],
      errors: ['not-allowed', 'invalid-event-name'],
      read: fact.read,
    })),
  )
}

function optionsOf(stream: string): Parameter[] {
  if (stream === 'user-presence') {
    const said = { en: 'Whose presence: ids of users.', zh: '要关注的用户的 id。' }
    return [{ name: 'watched', example: { added: ['{userId}'] }, ...said }]
  }
  return [stream === 'livechat-room' ? VISITOR_OPTIONS : OPTIONS]
}

function keyOf(stream: string, keys: 'room' | 'user' | 'none', event: string): Parameter {
  if (stream === 'user-presence')
    return { name: 'key', example: '', en: 'Ignored: send an empty text.', zh: '被忽略：发送空文本。' }
  const said = {
    room: { en: "The room's id, and the event after a slash.", zh: '房间 id,斜杠后为事件名。' },
    user: {
      en: 'Your own id (step 3 answers it), and the event after a slash.',
      zh: '你自己的 id（第 3 步的应答中有），斜杠后为事件名。',
    },
    none: { en: 'The event.', zh: '事件名。' },
  }[keys]
  return { name: 'key', example: exampleKey(keys, event), ...said }
}

function exampleKey(keys: 'room' | 'user' | 'none', event: string): string {
  if (event.startsWith('__')) return event
  const id = keys === 'none' ? '' : `{${keys}Id}`
  if (event === '*') return id
  return id === '' ? event : `${id}/${event}`
}

function publicationEntries(): CatalogueEntry[] {
  // The one without a name comes by itself: nobody subscribes to it.
  return [...PUBLICATIONS.values()]
    .filter(({ name }) => name !== '')
    .map((fact) => ({
      group: 'publication',
      name: fact.name,
      title: fact.name,
      said: PUBLICATION_EXPLANATIONS[fact.name],
      lifetime: fact,
      evidence: fact.evidence,
      parameters: [],
      errors: [],
      read: fact.read,
    }))
}

/** Those in whose name, event or words all of `search` stands. */
export function findEntries(search: string, language: keyof Said): readonly CatalogueEntry[] {
  const words = search.toLowerCase().split(/\s+/).filter(Boolean)
  return CATALOGUE.filter(({ title, said }) => {
    const text = `${title} ${said?.[language] ?? ''}`.toLowerCase()
    return words.every((word) => text.includes(word))
  })
}

/** What the examples are filled with. */
export interface Surroundings {
  readonly fields: Fields
  readonly userId: string | undefined
  readonly random: () => number
}

/** The frame of an entry, with as many parameters as must be there (or all), and ids that are new with each round. */
export function frameTemplate(
  entry: CatalogueEntry,
  all: boolean,
  { fields, userId, random }: Surroundings,
): (round: number) => string {
  const ids = { messageId: makeId(random), visitorToken: makeId(random) }
  return (round) => {
    const values: Readonly<Record<string, string>> = {
      ...ids,
      roomId: fields.roomId.value,
      user: fields.user.value,
      token: fields.token.value,
      userId: userId ?? 'user-id',
    }
    const params = entry.parameters
      .filter(({ optional }) => all || !optional)
      .map(({ example }) => fill(example, values))
    const frame =
      entry.group === 'method'
        ? { msg: 'method', method: entry.name, id: `call-${round}`, params }
        : { msg: 'sub', id: `other-${round}`, name: entry.name, params }
    return layOut(JSON.stringify(frame))
  }
}

function fill(example: unknown, values: Readonly<Record<string, string>>): unknown {
  if (typeof example === 'string') return example.replace(/\{(\w+)\}/g, (whole, name: string) => values[name] ?? whole)
  if (Array.isArray(example)) return example.map((item) => fill(item, values))
  if (typeof example !== 'object' || example === null) return example
  return Object.fromEntries(Object.entries(example).map(([key, value]) => [key, fill(value, values)]))
}
