// A message as applications see it: whole words, real dates, and the wire's own document beside it.
import type { Message as WireMessage, UserRef } from '../../protocol/index.ts'

/** Who wrote a message. */
export interface Author {
  readonly id: string
  readonly username: string
  /** What to show: the name the message was sent under, else the full name where the server tells it, else the username. */
  readonly name: string
}

/** Somebody whom a message names. */
export interface Mention {
  /** Of a user; `all` and `here` for everybody. */
  readonly id: string
  readonly username: string
}

/** A message: somebody's own words, or what the server says happened in the room. */
export interface Message {
  /** 17 characters; the sender's client makes it. */
  readonly id: string
  readonly roomId: string
  readonly text: string
  readonly author: Author
  /** When the server got it; for one that is still on its way, when it was written here. */
  readonly at: Date
  /** When anything about it last changed. */
  readonly updatedAt: Date
  readonly editedAt?: Date | undefined
  /** Who reacted with what: `{ ':wave:': ['bob'] }`. */
  readonly reactions: Readonly<Record<string, readonly string[]>>
  /** What kind of system message it is (`uj` joined, `ul` left, `rm` deleted …); absent: somebody's own words. */
  readonly systemType?: string | undefined
  /** The message that started the thread which this one answers in. */
  readonly threadId?: string | undefined
  /** Whom it names with `@`; `all` and `here` call everybody. Empty where the server has not told. */
  readonly mentions: readonly Mention[]
  /** It is kept at hand for everybody. */
  readonly pinned?: true | undefined
  /** Ids of those who have marked it for themselves; absent: nobody has. */
  readonly starredBy?: readonly string[] | undefined
  /** It says of itself that a program wrote it. */
  readonly bot?: true | undefined
  /** It came after messages that are newer. */
  readonly late?: true | undefined
  /** One's own, sent from here. `sent`: the server has it. */
  readonly status?: 'pending' | 'sent' | 'failed' | undefined
  /** Why it failed. */
  readonly error?: unknown
  /** The document that the server sent, with all its fields; absent until it has. */
  readonly raw?: WireMessage | undefined
}

const NOBODY: UserRef = { _id: '', username: '' }

/** The message in a document; hostile or ancient ones may lack anything but their id. */
export function messageOf(raw: WireMessage): Message {
  const { _id, rid, msg, ts, _updatedAt, editedAt, reactions, t, tmid, alias, mentions, bot, pinned, starred } = raw
  const u = (raw.u as UserRef | undefined) ?? NOBODY
  const at = dateOf(ts)
  return {
    id: _id,
    roomId: rid,
    text: typeof msg === 'string' ? msg : '',
    author: { id: u._id, username: u.username, name: alias || u.name || u.username },
    at,
    updatedAt: _updatedAt instanceof Date ? _updatedAt : at,
    editedAt: editedAt instanceof Date ? editedAt : undefined,
    reactions: reactionsOf(reactions),
    systemType: t,
    threadId: tmid,
    mentions: mentionsOf(mentions),
    ...(bot ? { bot: true } : undefined),
    ...(pinned ? { pinned: true } : undefined),
    ...(Array.isArray(starred) && starred[0] ? { starredBy: starred.map(({ _id }) => _id) } : undefined),
    raw,
  }
}

function mentionsOf(mentions: WireMessage['mentions']): Mention[] {
  const named = Array.isArray(mentions) ? mentions.filter((mention) => typeof mention?.username === 'string') : []
  return named.map(({ _id: id, username }) => ({ id, username }))
}

/** REST and old servers write dates as texts. */
function dateOf(value: unknown): Date {
  return value instanceof Date ? value : new Date(value as string | number)
}

function reactionsOf(reactions: WireMessage['reactions']): Message['reactions'] {
  return Object.fromEntries(
    Object.entries(reactions ?? {}).map(([emoji, who]) => [emoji, Array.isArray(who?.usernames) ? who.usernames : []]),
  )
}
