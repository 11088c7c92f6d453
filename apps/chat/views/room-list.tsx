// The list of rooms: channels and groups, then people; what is new in each, and how the people are.
import type { JoinedRoom } from 'quindar'
import type { JSX } from 'preact'
import { Button, IconButton } from '../../design/views/button.tsx'
import { Icon } from '../../design/views/icon.tsx'
import type { Chat } from '../model/chat.ts'
import { Face, StatusDot } from './face.tsx'
import { useWords } from './surroundings.ts'
import { TroubleLine } from './trouble-line.tsx'

export interface RoomListProperties {
  readonly chat: Chat
  readonly onLogout: () => void
}

export function RoomList({ chat, onLogout }: RoomListProperties): JSX.Element {
  const words = useWords()
  const { rooms, me } = chat
  const channels = rooms.channels.value
  const directs = rooms.directs.value
  const loaded = rooms.loaded.value
  return (
    <nav class="room-list" aria-label={words.rooms.label}>
      {!chat.current.value && <h1 class="unseen">{words.rooms.label}</h1>}
      <div class="room-list-head">
        <Button
          icon="search"
          class="find"
          onClick={() => chat.startConversation()}
          title={`${words.rooms.find} (Ctrl+K)`}
        >
          {words.rooms.find}
        </Button>
      </div>
      <div class="room-list-body">
        <TroubleLine trouble={rooms.trouble.value} onRetry={() => void rooms.reload()} />
        {!loaded && !rooms.trouble.value && <Skeleton label={words.rooms.loading} />}
        {loaded && channels.length + directs.length === 0 && (
          <div class="nothing">
            <p>{words.rooms.empty}</p>
            <Button kind="primary" onClick={() => chat.startConversation()}>
              {words.rooms.start}
            </Button>
          </div>
        )}
        <Section title={words.rooms.channels} entries={channels} chat={chat} />
        <Section title={words.rooms.directs} entries={directs} chat={chat} />
      </div>
      <div class="room-list-foot">
        <Face name={me.value.name || '?'} small />
        <span class="name" title={words.rooms.loggedInAs(me.value.username)}>
          <bdi>{me.value.name}</bdi>
        </span>
        <IconButton icon="logout" label={words.rooms.logout} onClick={onLogout} />
      </div>
    </nav>
  )
}

interface SectionProperties {
  readonly title: string
  readonly entries: readonly JoinedRoom[]
  readonly chat: Chat
}

function Section({ title, entries, chat }: SectionProperties): JSX.Element | null {
  if (entries.length === 0) return null
  return (
    <section>
      <h2>{title}</h2>
      <ul>
        {entries.map((entry) => (
          <li key={entry.id}>
            <RoomLink entry={entry} chat={chat} />
          </li>
        ))}
      </ul>
    </section>
  )
}

function RoomLink({ entry, chat }: { readonly entry: JoinedRoom; readonly chat: Chat }): JSX.Element {
  const words = useWords()
  const { id, kind, name, unread, mentions, alert, userId } = entry
  const current = chat.current.value?.id === id
  const draft = !current && Object.hasOwn(chat.drafts.all.value, id)
  const calls = kind === 'direct' ? unread : mentions
  const news = alert && !current
  return (
    <a
      class={`room-link ${news ? 'news' : ''}`}
      href={`#/room/${encodeURIComponent(id)}`}
      aria-current={current ? 'page' : undefined}
      data-room={id}
    >
      {kind === 'direct' ? (
        <span class="room-sign">
          <Face name={name} small />
          <StatusDot status={userId === undefined ? undefined : chat.presence.statuses.value[userId]} />
        </span>
      ) : (
        <span class="room-sign">
          <Icon name={kind === 'channel' ? 'hash' : 'lock'} />
          {kind === 'group' && <span class="unseen">{words.rooms.group}</span>}
        </span>
      )}
      <span class="name" title={name}>
        <bdi>{name}</bdi>
      </span>
      {draft && (
        <span class="draft" title={words.rooms.draft}>
          <Icon name="edit" />
          <span class="unseen">{words.rooms.draft}</span>
        </span>
      )}
      {unread > 0 && (
        <span class={calls > 0 ? 'badge calls' : 'badge'}>
          <span aria-hidden="true">
            {calls > 0 && kind !== 'direct' ? '@' : ''}
            {unread > 99 ? '99+' : unread}
          </span>
          <span class="unseen">
            {words.rooms.unread(unread)}
            {calls > 0 && kind !== 'direct' ? `, ${words.rooms.mentions(calls)}` : ''}
          </span>
        </span>
      )}
    </a>
  )
}

/** Grey lines where something will be. */
export function Skeleton({ label }: { readonly label: string }): JSX.Element {
  return (
    <div class="skeleton" role="status">
      <span class="unseen">{label}</span>
      {[70, 50, 62, 40, 56].map((width) => (
        <span key={width} class="bone" style={{ inlineSize: `${width}%` }} aria-hidden="true" />
      ))}
    </div>
  )
}
