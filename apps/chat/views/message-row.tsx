// One message: who, when, what, and what became of it.
import { useComputed } from '@preact/signals'
import type { JSX } from 'preact'
import { useState } from 'preact/hooks'
import type { Message } from 'quindar'
import type { ListContext } from './list-context.ts'
import { Icon } from '../../design/views/icon.tsx'
import { Attachments } from './attachments.tsx'
import { Face, StatusDot } from './face.tsx'
import { MessageState } from './message-state.tsx'
import { MessageText } from './message-text.tsx'
import { Reactions } from './reactions.tsx'
import { useSurroundings, useWords } from './surroundings.ts'
import { SystemLine } from './system-line.tsx'
import { Toolbar } from './toolbar.tsx'

export interface MessageRowProperties {
  readonly message: Message
  readonly grouped: boolean
  readonly list: ListContext
}

/** Longer texts are shown in part: one message is not to fill the screen. */
const LONG_TEXT = 1_200
const LONG_LINES = 18

export function MessageRow({ message, grouped, list }: MessageRowProperties): JSX.Element {
  const { times } = useSurroundings()
  const words = useWords()
  const active = useComputed(() => list.active.value === message.id).value
  const stop = useComputed(() => list.stop.value === message.id).value
  const { author, at, text, status: state } = message
  const status = useComputed(() => list.statuses.value[author.id]).value
  const time = times.value.time(at)
  const waiting = state === 'pending' || state === 'failed'
  const own = author.id === list.me.id
  return (
    <article
      class={`message ${grouped ? 'grouped' : ''} ${state ?? ''} ${active ? 'active' : ''}`}
      data-key={message.id}
      tabIndex={stop ? 0 : -1}
      aria-label={`${words.message.says(author.name, time)}: ${text.slice(0, 300)}`}
      onFocusCapture={() => (list.active.value = message.id)}
      onMouseEnter={() => (list.active.value = message.id)}
    >
      <Gutter message={message} grouped={grouped} time={waiting ? undefined : time} />
      <div class="message-main">
        {!grouped && !message.systemType && (
          <div class="message-head">
            <strong class="author" title={`@${author.username}`}>
              <bdi>{author.name}</bdi>
            </strong>
            <StatusDot status={status} />
            {!waiting && (
              <time dateTime={isoOf(at)} title={times.value.full(at)}>
                {time}
              </time>
            )}
          </div>
        )}
        <Body message={message} list={list} />
        <Reactions message={message} list={list} />
        <MessageState message={message} list={list} />
      </div>
      {active && message.raw && !message.systemType && <Toolbar message={message} own={own} list={list} />}
    </article>
  )
}

interface GutterProperties {
  readonly message: Message
  readonly grouped: boolean
  /** Undefined while the server has not dated it. */
  readonly time: string | undefined
}

/** Left of the text: a face, or under it the time while one looks. */
function Gutter({ message, grouped, time }: GutterProperties): JSX.Element {
  const { times } = useSurroundings()
  const { at, author, systemType } = message
  if (systemType) {
    return (
      <div class="system-sign">
        <Icon name="dot" />
      </div>
    )
  }
  if (!grouped) return <Face name={author.name} />
  return (
    <time class="side-time" dateTime={isoOf(at)} title={times.value.full(at)}>
      {time}
    </time>
  )
}

function Body({ message, list }: { readonly message: Message; readonly list: ListContext }): JSX.Element {
  const words = useWords()
  const { times } = useSurroundings()
  const long = message.text.length > LONG_TEXT || message.text.split('\n').length > LONG_LINES
  const [open, setOpen] = useState(false)
  if (message.systemType) return <SystemLine message={message} />
  return (
    <div class="message-body" dir="auto">
      <Thread message={message} list={list} />
      <div class={`${long && !open ? 'clipped' : ''} ${message.editedAt ? 'has-mark' : ''}`}>
        <MessageText message={message} />
        {message.editedAt && (
          <span class="edited" title={times.value.full(message.editedAt)}>
            ({words.message.edited})
          </span>
        )}
      </div>
      {long && (
        <button type="button" class="button quiet small" aria-expanded={open} onClick={() => setOpen(!open)}>
          {open ? words.message.showLess : words.message.showMore}
        </button>
      )}
      <Attachments message={message} />
    </div>
  )
}

/** An answer in a thread stands among the others here, so it says to what it answers. */
function Thread({ message, list }: { readonly message: Message; readonly list: ListContext }): JSX.Element | null {
  const words = useWords()
  const { threadId } = message
  const parent = useComputed(() =>
    threadId === undefined ? undefined : list.parts.timeline.snapshot.value.messages.find(({ id }) => id === threadId),
  ).value
  if (threadId === undefined) return null
  return (
    <p class="thread">
      <span class="thread-to">{parent ? words.message.replyTo(parent.author.name) : words.message.inThread}</span>
      {parent && <span class="thread-text">{parent.text.replaceAll(/```\w*/g, '').slice(0, 120)}</span>}
    </p>
  )
}

function isoOf(date: Date): string | undefined {
  return Number.isNaN(date.getTime()) ? undefined : date.toISOString()
}
