// What both recorded worlds are made of.

import type { Caller, MethodDoor } from '../../src/ddp/calls.ts'
import type { Publication } from '../../src/ddp/publications.ts'
import type { Wire, WireEvents } from '../../src/ddp/wire.ts'
import type { User } from '../../src/domain/entities.ts'
import type { Presence } from '../../src/domain/presence.ts'

export interface RecordedWorld {
  readonly accept: (wire: Wire) => WireEvents
  /** What was reported as nobody's plan. */
  readonly faults: unknown[]
}

export type SmallMethod = (params: readonly unknown[], caller: Caller) => unknown

export function user(id: string, username: string): User {
  return {
    id,
    username,
    name: username,
    emails: [],
    roles: ['user'],
    active: true,
    type: 'user',
    statusDefault: 'online',
    statusText: '',
    createdAt: 0,
    updatedAt: 0,
  }
}

export const NOBODY_WATCHES: Presence = {
  connect: () => undefined,
  disconnect: () => undefined,
  set: () => true,
  chosen: () => undefined,
  statusOf: () => 'online',
  present: () => [],
  changedSince: () => [],
}

export function doorOf(methods: Readonly<Record<string, SmallMethod>>): MethodDoor {
  return {
    has: (name) => Object.hasOwn(methods, name),
    call: (name, params, caller) => methods[name]?.(params, caller),
  }
}

export function named(publications: readonly Publication[]): ReadonlyMap<string, Publication> {
  return new Map(publications.map((publication) => [publication.name, publication]))
}
