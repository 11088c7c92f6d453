// stream-user-presence (since 4.1): one subscription per connection holds a set of users whose presence it hears. Later
// ones only change the set, and are over at once. The key says nothing; the options are `{ added?, removed? }`.

import { definePublication, type Feed, type Publication } from '../publications.ts'
import type { Topics } from '../topics.ts'
import { topicOf } from './stream.ts'

/** A set that grows without end is somebody's mistake, or worse. */
const MOST_WATCHED = 10_000

export function userPresence(topics: Topics): Publication {
  /** Session → user id → the way to stop hearing of him. */
  const watches = new Map<string, Map<string, () => void>>()

  return definePublication({
    name: 'stream-user-presence',
    who: 'user',
    start(feed, params) {
      const { added, removed } = readOptions(params[1])
      const { id: sessionId } = feed.subscriber
      let watched = watches.get(sessionId)
      const holds = watched === undefined
      if (!watched) {
        watches.set(sessionId, (watched = new Map<string, () => void>()))
        feed.onStop(() => {
          for (const stop of watches.get(sessionId)?.values() ?? []) stop()
          watches.delete(sessionId)
        })
      }
      change(feed, topics, watched, added, removed)
      if (holds) feed.ready()
      else feed.stop()
    },
  })
}

export function presenceTopic(userId: string): string {
  return topicOf('user-presence', userId)
}

function change(
  { subscriber, user }: Feed,
  topics: Topics,
  watched: Map<string, () => void>,
  added: readonly string[],
  removed: readonly string[],
): void {
  for (const userId of added) {
    if (watched.has(userId) || watched.size >= MOST_WATCHED) continue
    watched.set(userId, topics.join(presenceTopic(userId), { subscriber, userId: user?.id }))
  }
  for (const userId of removed) {
    watched.get(userId)?.()
    watched.delete(userId)
  }
}

function readOptions(options: unknown): { added: readonly string[]; removed: readonly string[] } {
  if (typeof options !== 'object' || options === null) return { added: [], removed: [] }
  const { added, removed } = options as { added?: unknown; removed?: unknown }
  return { added: strings(added), removed: strings(removed) }
}

function strings(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.filter((item): item is string => typeof item === 'string') : []
}
