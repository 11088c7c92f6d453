// After a login the client is sent its user's own document, without having asked; and again when it changes.

import type { Domain } from '../domain/domain.ts'
import type { User } from '../domain/entities.ts'
import { wireOwnUser } from '../wire/user.ts'
import { definePublication, type Feed, type Publication } from './publications.ts'

export function ownUser({ presence, ground: { bus } }: Pick<Domain, 'presence' | 'ground'>): Publication {
  /** User id → who is shown this user's document. */
  const feeds = new Map<string, Set<Feed>>()

  // One listener for all, so that an event costs no more than its readers.
  bus.subscribe((event) => {
    if (event.type === 'user') tell(event.user.id, fieldsOf(event.user))
    else if (event.type === 'presence') tell(event.user.id, statusOf(event.user.id))
  })

  function tell(userId: string, fields: Record<string, unknown>): void {
    for (const feed of feeds.get(userId) ?? []) feed.changed('users', userId, fields)
  }

  function fieldsOf(user: User): Record<string, unknown> {
    const fields: Record<string, unknown> = { ...wireOwnUser(user, presence.statusOf(user.id)) }
    // The frame's own id says it.
    delete fields['_id']
    return fields
  }

  function statusOf(userId: string): Record<string, unknown> {
    const status = presence.statusOf(userId)
    return { status, statusConnection: status === 'busy' ? 'online' : status }
  }

  return definePublication({
    name: '',
    // Without a login there is nothing to show.
    who: 'anyone',
    start(feed) {
      const { user } = feed
      if (!user) return
      const watching = feeds.get(user.id) ?? new Set()
      feeds.set(user.id, watching.add(feed))
      feed.onStop(() => {
        watching.delete(feed)
        if (watching.size === 0 && feeds.get(user.id) === watching) feeds.delete(user.id)
      })
      feed.added('users', user.id, fieldsOf(user))
      feed.ready()
    },
  })
}
