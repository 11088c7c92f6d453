// A room on the screen: its name, its messages, who is writing, the field to write in.
import { useSignal } from '@preact/signals'
import type { JSX } from 'preact'
import { useEffect, useRef } from 'preact/hooks'
import type { JoinedRoom, Message } from 'quindar'
import { Icon } from '../../design/views/icon.tsx'
import type { Chat } from '../model/chat.ts'
import type { RoomParts, RoomView } from '../model/room-view.ts'
import type { ChatWords } from '../words/words.ts'
import { ComposerField } from './composer.tsx'
import { Copy } from './copy.tsx'
import { EmojiPicker } from './emoji-picker.tsx'
import { Face, StatusDot } from './face.tsx'
import { MessageList } from './message-list.tsx'
import { Skeleton } from './room-list.tsx'
import { Removing } from './removing.tsx'
import { useWords } from './surroundings.ts'
import { TroubleLine } from './trouble-line.tsx'

export interface RoomProperties {
  readonly chat: Chat
  readonly view: RoomView
}

export function RoomScreen({ chat, view }: RoomProperties): JSX.Element {
  const words = useWords()
  const entry = chat.rooms.list.value.find(({ id }) => id === view.id)
  const parts = view.parts.value
  const name = entry ? (entry.kind === 'direct' ? entry.name : `#${entry.name}`) : ''
  const trouble = view.trouble.value ?? parts?.timeline.trouble.value
  const retry = (): void => void (parts ? parts.timeline.retry() : view.retry())
  return (
    <section class="room" aria-label={name === '' ? words.room.messages : name}>
      <RoomHead chat={chat} entry={entry} />
      <TroubleLine trouble={trouble} onRetry={trouble?.kind === 'denied' ? undefined : retry} />
      {parts ? (
        <RoomBody chat={chat} view={view} parts={parts} entry={entry} name={name} />
      ) : (
        <div class="message-area">{!trouble && <Skeleton label={words.room.loading} />}</div>
      )}
    </section>
  )
}

function RoomHead({ chat, entry }: { readonly chat: Chat; readonly entry: JoinedRoom | undefined }): JSX.Element {
  const words = useWords()
  const { userId } = entry ?? {}
  return (
    <header class="room-head">
      <a class="icon-button back" href="#/" aria-label={words.room.back} title={words.room.back}>
        <Icon name="back" />
      </a>
      {entry?.kind === 'direct' ? (
        <span class="room-sign">
          <Face name={entry.name} small />
          <StatusDot status={userId === undefined ? undefined : chat.presence.statuses.value[userId]} />
        </span>
      ) : (
        <Icon name={entry?.kind === 'group' ? 'lock' : 'hash'} />
      )}
      <div class="room-title">
        <h1>
          <bdi>{entry?.name ?? '…'}</bdi>
        </h1>
        {entry?.topic !== undefined && (
          <p class="topic" title={entry.topic} dir="auto">
            {entry.topic}
          </p>
        )}
      </div>
      {entry?.memberCount !== undefined && entry.kind !== 'direct' && (
        <span class="members">
          <Icon name="user" />
          <span aria-hidden="true">{entry.memberCount.toLocaleString()}</span>
          <span class="unseen">{words.room.members(entry.memberCount)}</span>
        </span>
      )}
    </header>
  )
}

/** Why one cannot write here; a sentence in the place of the field. */
function closedBecause(
  { archived, encrypted, mayWrite, readOnly }: JoinedRoom,
  words: ChatWords['room'],
): string | undefined {
  if (archived) return words.archived
  if (encrypted) return words.encrypted
  if (mayWrite) return undefined
  return readOnly ? words.readOnly : words.silenced
}

interface RoomBodyProperties extends RoomProperties {
  readonly parts: RoomParts
  readonly entry: JoinedRoom | undefined
  readonly name: string
}

function RoomBody({ chat, view, parts, entry, name }: RoomBodyProperties): JSX.Element {
  const words = useWords()
  const field = useRef<HTMLTextAreaElement>(null)
  const picking = useSignal<Message | undefined>(undefined)
  const removing = useSignal<Message | undefined>(undefined)
  const { timeline, actions } = parts

  // Whoever comes to a room with a keyboard wants to write; on a phone that would only raise the keyboard.
  useEffect(() => {
    if (matchMedia('(pointer: fine)').matches) field.current?.focus()
  }, [view])

  const closed = entry ? closedBecause(entry, words.room) : chat.rooms.loaded.value ? words.room.notMember : undefined
  return (
    <>
      <TroubleLine trouble={actions.trouble.value} onDismiss={actions.dismiss} />
      <MessageList
        key={view.id}
        view={view}
        parts={parts}
        me={chat.me.value}
        statuses={chat.presence.statuses}
        name={name}
        onPick={(message) => (picking.value = message)}
        onRemove={(message) => (removing.value = message)}
        onWrite={() => field.current?.focus()}
      />
      <Announcer parts={parts} />
      <div class="typing" aria-live="polite">
        <TypingLine parts={parts} />
      </div>
      {closed ? (
        <Closed sentence={closed} draft={chat.drafts.all.value[view.id]} />
      ) : (
        <ComposerField
          parts={parts}
          name={name}
          userId={chat.me.value.id}
          field={field}
          onSent={() => timeline.showEnd()}
        />
      )}
      {picking.value && (
        <EmojiPicker
          onClose={() => (picking.value = undefined)}
          onPick={(emoji) => {
            const message = picking.value
            picking.value = undefined
            if (message) void actions.react(message, emoji)
          }}
        />
      )}
      {removing.value && (
        <Removing
          message={removing.value}
          onClose={() => (removing.value = undefined)}
          onConfirm={(message) => {
            removing.value = undefined
            void actions.remove(message)
          }}
        />
      )}
    </>
  )
}

/** Who is writing; the server tells usernames only, so a name is known of whoever has written before. */
function TypingLine({ parts }: { readonly parts: RoomParts }): JSX.Element | null {
  const words = useWords()
  const others = parts.typing.others.value
  if (others.length === 0) return null
  const { messages } = parts.timeline.snapshot.value
  const nameOf = (name: string): string =>
    messages.findLast(({ author }) => author.username === name)?.author.name ?? name
  return <>{words.room.typing(others.map(nameOf))}</>
}

/** In the place of the field: why there is none, and what had been written before, which is nobody's to lose. */
function Closed({ sentence, draft }: { readonly sentence: string; readonly draft: string | undefined }): JSX.Element {
  const words = useWords()
  return (
    <div class="closed">
      <p>{sentence}</p>
      {draft !== undefined && draft !== '' && (
        <div class="closed-draft">
          <span class="quiet">{words.room.yourDraft}</span>
          <blockquote dir="auto">{draft}</blockquote>
          <Copy text={draft} kind="plain" />
        </div>
      )}
    </div>
  )
}

/** New messages of others, once each: the list itself would say its history too. */
function Announcer({ parts }: { readonly parts: RoomParts }): JSX.Element {
  const message = parts.arrived.value
  return (
    <div class="unseen" aria-live="polite">
      {message && !message.systemType && `${message.author.name}: ${message.text.slice(0, 500)}`}
    </div>
  )
}
