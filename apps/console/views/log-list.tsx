// The list of frames. However many there are, only those in sight are elements: all rows have one height, and where they
// stand follows from their number.
import { useSignal } from '@preact/signals'
import type { JSX } from 'preact'
import { useLayoutEffect, useRef } from 'preact/hooks'
import { Button } from '../../design/views/button.tsx'
import { Icon } from '../../design/views/icon.tsx'
import type { Entry } from '../model/log.ts'
import type { ConsolePage } from '../model/page.ts'
import { timeOfDay } from '../model/tell.ts'

/** CSS pixels, as `.log-row` has it. */
const ROW = 30
/** Rows above and below what is in sight, for quick scrolling. */
const SPARE = 8

export function LogList({ page }: { readonly page: ConsolePage }): JSX.Element {
  const box = useRef<HTMLDivElement>(null)
  const scroll = useSignal({ top: 0, height: 600 })
  /** At the bottom one stays at the bottom. */
  const follows = useRef(true)
  const seen = useSignal(0)
  const { log } = page.model
  const version = log.version.value
  const words = page.words.value.log
  const { shown } = log
  const { top, height } = scroll.value
  const first = Math.max(0, Math.floor(top / ROW) - SPARE)
  const last = Math.min(shown.length, Math.ceil((top + height) / ROW) + SPARE)
  const selected = page.selected.value

  useLayoutEffect(() => {
    const { current } = box
    if (!current) return
    const measure = (): void => {
      scroll.value = { top: current.scrollTop, height: current.clientHeight }
    }
    const observer = new ResizeObserver(measure)
    observer.observe(current)
    return () => observer.disconnect()
  }, [])

  useLayoutEffect(() => {
    const { current } = box
    if (!current || !follows.current) return
    current.scrollTop = current.scrollHeight
    seen.value = log.shown.length
  }, [version])

  function select(index: number): void {
    const entry = shown[Math.min(shown.length - 1, Math.max(0, index))]
    const { current } = box
    if (!entry || !current) return
    page.selected.value = entry.number
    const at = shown.indexOf(entry) * ROW
    if (at < current.scrollTop) current.scrollTop = at
    else if (at + ROW > current.scrollTop + current.clientHeight) current.scrollTop = at + ROW - current.clientHeight
  }

  function onKeyDown(event: KeyboardEvent): void {
    // Keys may come quicker than pictures: not what was drawn counts, but what is.
    const at = shown.findIndex(({ number }) => number === page.selected.peek())
    const pageful = Math.max(1, Math.floor(height / ROW) - 1)
    const targets: Readonly<Record<string, number>> = {
      ArrowDown: at + 1,
      ArrowUp: at === -1 ? shown.length - 1 : at - 1,
      PageDown: at + pageful,
      PageUp: at - pageful,
      Home: 0,
      End: shown.length - 1,
    }
    const target = targets[event.key]
    if (target === undefined || event.ctrlKey || event.altKey || event.metaKey) return
    event.preventDefault()
    select(target)
  }

  const unseen = shown.length - seen.value
  return (
    <div class="log-frame" role="log" aria-live="off" aria-label={words.title}>
      <div
        ref={box}
        class="log-list"
        role="listbox"
        tabIndex={0}
        aria-label={words.title}
        aria-activedescendant={isBetween(shown, selected, first, last) ? `log-${selected}` : undefined}
        onKeyDown={onKeyDown}
        onScroll={({ currentTarget }) => {
          scroll.value = { top: currentTarget.scrollTop, height: currentTarget.clientHeight }
          follows.current = currentTarget.scrollTop + currentTarget.clientHeight >= currentTarget.scrollHeight - ROW
          if (follows.current) seen.value = log.shown.length
        }}
      >
        <div class="log-rows" role="presentation" style={{ height: `${shown.length * ROW}px` }}>
          {shown.slice(first, last).map((entry, index) => (
            <Row
              key={entry.number}
              page={page}
              entry={entry}
              place={first + index}
              count={shown.length}
              isSelected={entry.number === selected}
              onSelect={() => select(first + index)}
            />
          ))}
        </div>
      </div>
      <Announcer page={page} />
      {!follows.current && unseen > 0 && (
        <Button
          class="newer"
          icon="arrowDown"
          onClick={() => {
            if (box.current) box.current.scrollTop = box.current.scrollHeight
          }}
        >
          {words.newer(unseen)}
        </Button>
      )}
    </div>
  )
}

/** What came last, once each: rows come into sight by scrolling too, so the list itself says nothing. */
function Announcer({ page }: { readonly page: ConsolePage }): JSX.Element {
  void page.model.log.version.value
  const words = page.words.value.log
  const newest = page.model.log.shown.findLast(({ heartbeat }) => !heartbeat)
  return (
    <p class="unseen" aria-live="polite">
      {newest && (isFrame(newest) ? `${words[newest.kind]} ${newest.title}` : words[newest.kind])}
    </p>
  )
}

function isFrame({ kind }: Entry): boolean {
  return kind === 'sent' || kind === 'received'
}

function isBetween(shown: readonly Entry[], selected: number | undefined, first: number, last: number): boolean {
  return shown.slice(first, last).some(({ number }) => number === selected)
}

interface RowProperties {
  readonly page: ConsolePage
  readonly entry: Entry
  readonly place: number
  readonly count: number
  readonly isSelected: boolean
  readonly onSelect: () => void
}

const ARROWS = { sent: 'arrowUp', received: 'arrowDown', opened: 'play', closed: 'stop' } as const

function Row({ page, entry, place, count, isSelected, onSelect }: RowProperties): JSX.Element {
  const words = page.words.value.log
  const { kind, title, at, bytes, number, text, masked } = entry
  const time = timeOfDay(at)
  const framed = isFrame(entry)
  return (
    <div
      id={`log-${number}`}
      class={`log-row ${kind}${entry.heartbeat ? ' beat' : ''}${title.includes('✗') ? ' refused' : ''}`}
      role="option"
      aria-selected={isSelected}
      aria-setsize={count}
      aria-posinset={place + 1}
      style={{ top: `${place * ROW}px` }}
      onClick={onSelect}
    >
      <Icon name={ARROWS[kind]} />
      <span class="unseen">{framed ? `${words[kind]} ` : ''}</span>
      <span class="time">{time.slice(0, 8)}</span>
      <span class="connection-name">{entry.connection}</span>
      <span class="what">{framed ? title : `${words[kind]}${entry.code === undefined ? '' : ` ${entry.code}`}`}</span>
      <span class="text" aria-hidden={framed}>
        {(page.model.revealed.value ? text : masked).slice(0, 200)}
      </span>
      <span class="bytes">{framed ? words.bytes(bytes) : ''}</span>
    </div>
  )
}
