// The messages of a room, in a list that stays where its reader is.
import { useComputed, useSignal } from '@preact/signals'
import type { JSX } from 'preact'
import { useLayoutEffect, useMemo, useRef } from 'preact/hooks'
import type { Message } from 'quindar'
import { Button } from '../../design/views/button.tsx'
import { Icon } from '../../design/views/icon.tsx'
import type { Me } from '../model/chat.ts'
import type { PresenceModel } from '../model/presence.ts'
import type { RoomView, RoomParts } from '../model/room-view.ts'
import type { Row } from '../model/rows.ts'
import { listKey } from './list-keys.ts'
import type { ListContext } from './list-context.ts'
import { MessageRow } from './message-row.tsx'
import { createScrollKeeper, type ScrollKeeper } from './scroll-keeper.ts'
import { sentenceOf } from '../words/words.ts'
import { useSurroundings, useWords } from './surroundings.ts'

export interface MessageListProperties {
  readonly view: RoomView
  readonly parts: RoomParts
  readonly me: Me
  readonly statuses: PresenceModel['statuses']
  /** What to call the room. */
  readonly name: string
  readonly onPick: (message: Message) => void
  readonly onRemove: (message: Message) => void
  /** The reader wants to write. */
  readonly onWrite: () => void
}

export function MessageList({
  view,
  parts,
  me,
  statuses,
  name,
  onPick,
  onRemove,
  onWrite,
}: MessageListProperties): JSX.Element {
  const words = useWords()
  const { timeline } = parts
  const scroller = useRef<HTMLDivElement>(null)
  const keeper = useRef<ScrollKeeper | undefined>(undefined)
  const focused = useRef<Element | undefined>(undefined)
  const active = useSignal<string | undefined>(undefined)
  const { rows, above, below } = timeline.framed.value
  const stop = useComputed(() => {
    const shown = timeline.framed.value.rows
    const there = shown.some((row) => row.key === active.value)
    return there ? active.value : shown.findLast((row) => row.kind === 'message')?.key
  })
  const list = useMemo(
    (): ListContext => ({ parts, statuses, me, active, stop, pick: onPick, remove: onRemove }),
    [parts, me],
  )

  useLayoutEffect(() => {
    const { current } = scroller
    if (!current) return
    const made = createScrollKeeper(current, {
      onMove: timeline.seen,
      onNear: (side) => (side === 'top' ? void timeline.showOlder() : timeline.showNewer()),
    })
    keeper.current = made
    made.goTo(view.place)
    return () => {
      view.place = made.place()
      made.dispose()
    }
  }, [view, parts])

  const ends = timeline.ends.value
  const begun = useRef(ends)
  useLayoutEffect(() => {
    if (ends !== begun.current) keeper.current?.toEnd()
    begun.current = ends
  }, [ends])

  // After every draw, whatever it was that changed.
  useLayoutEffect(() => {
    keeper.current?.settle()
    // The message that had the focus is gone: the focus goes where one writes, not nowhere.
    if (!focused.current || focused.current.isConnected) return
    focused.current = undefined
    if (document.activeElement === document.body) onWrite()
  })

  function toEnd(): void {
    timeline.showEnd()
    // The button that was pressed goes away; the focus must not go with it.
    onWrite()
  }

  const { hasOlder } = timeline.snapshot.value
  const loaded = timeline.loaded.value
  return (
    <div class="message-area">
      <div
        ref={scroller}
        class="messages"
        role="log"
        aria-live="off"
        aria-label={`${words.room.messages}: ${name}`}
        onKeyDown={(event) => listKey(event, { parts, me, active, pick: onPick, remove: onRemove, write: onWrite })}
        onFocusIn={({ target }) => (focused.current = target as Element)}
        onMouseLeave={(event) => {
          if (!event.currentTarget.contains(document.activeElement)) active.value = undefined
        }}
      >
        <div class="message-lines">
          {(above || hasOlder) && loaded && (
            <div class="older" aria-hidden={!timeline.loadingOlder.value}>
              {timeline.loadingOlder.value && words.room.loadingOlder}
            </div>
          )}
          {loaded && !above && !hasOlder && <p class="beginning">{words.room.beginningOf(name)}</p>}
          {loaded && rows.length === 0 && <p class="nothing">{words.room.empty}</p>}
          {rows.map((row) => (
            <Line key={row.key} row={row} list={list} />
          ))}
        </div>
      </div>
      {(below || !timeline.atEnd.value) && <ToEnd count={timeline.newBelow.value} onClick={toEnd} />}
    </div>
  )
}

function Line({ row, list }: { readonly row: Row; readonly list: ListContext }): JSX.Element {
  const words = useWords()
  const { times } = useSurroundings()
  switch (row.kind) {
    case 'day':
      return (
        <div class="day" role="separator" aria-label={times.value.day(row.day)}>
          <span>{times.value.day(row.day)}</span>
        </div>
      )
    case 'unread':
      return (
        <div class="unread-line" role="separator" aria-label={words.room.newMessages}>
          <span>{words.room.newMessages}</span>
        </div>
      )
    case 'gap': {
      const closing = list.parts.timeline.closings.value.get(row.gap.afterId)
      const isLoading = closing === 'loading'
      return (
        <div class="gap" role="group">
          <span role="status">
            {isLoading ? words.room.closingGap : words.room.gap}
            {closing && !isLoading && ` ${sentenceOf(words, closing)}`}
          </span>
          {!isLoading && (
            <Button class="small" onClick={() => void list.parts.timeline.closeGap(row.gap)}>
              {words.room.closeGap}
            </Button>
          )}
        </div>
      )
    }
    case 'message':
      return <MessageRow message={row.message} grouped={row.grouped} list={list} />
  }
}

function ToEnd({ count, onClick }: { readonly count: number; readonly onClick: () => void }): JSX.Element {
  const { room } = useWords()
  return (
    <button type="button" class={count > 0 ? 'to-end news' : 'to-end'} title={room.toEnd} onClick={onClick}>
      <Icon name="arrowDown" />
      {count > 0 && <span>{room.below(count)}</span>}
      <span class="unseen">{room.toEnd}</span>
    </button>
  )
}
