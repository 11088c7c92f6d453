// How names are compared and made, the same in every driver: usernames, addresses and room names are one name in any
// case and in any composition of their accents, and a direct room is called by whom it leads to.

import type { Author } from '../domain/entities.ts'

/** What two spellings of one name have in common. */
export function folded(name: string): string {
  return name.normalize('NFC').toLowerCase()
}

/** By code point, as a database that compares UTF-8 byte by byte does it; JavaScript's `<` compares UTF-16 units. */
export function compareText(left: string, right: string): number {
  const a = left[Symbol.iterator]()
  const b = right[Symbol.iterator]()
  for (;;) {
    const x = a.next().value?.codePointAt(0)
    const y = b.next().value?.codePointAt(0)
    if (x !== y) return (x ?? -1) - (y ?? -1)
    if (x === undefined) return 0
  }
}

/** A direct room is named by its members alone: there is one for each set of users. */
export function memberKey(userIds: readonly string[]): string {
  return JSON.stringify([...new Set(userIds)].toSorted(compareText))
}

/** A direct room as `userId` sees it: the others, by username; alone in it, the user itself. */
export function directName(userId: string, members: readonly Author[]): { name: string; displayName: string } {
  const others = members.filter((member) => member.id !== userId)
  const shown = (others.length > 0 ? others : members).toSorted((a, b) => compareText(a.username, b.username))
  return {
    name: shown.map((member) => member.username).join(', '),
    displayName: shown.map((member) => member.name || member.username).join(', '),
  }
}

/** Each user once, in the order in which a direct room lists them. */
export function distinctMembers<Member extends { user: Author }>(members: readonly Member[]): Member[] {
  const byId = new Map<string, Member>()
  for (const member of members) if (!byId.has(member.user.id)) byId.set(member.user.id, member)
  return [...byId.values()].toSorted((a, b) => compareText(a.user.id, b.user.id))
}
