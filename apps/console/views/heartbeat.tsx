// The heartbeat, made visible: a dot that beats with each ping, how many were answered, and what happens without.
import type { JSX } from 'preact'
import { Button } from '../../design/views/button.tsx'
import type { ConsolePage } from '../model/page.ts'
import { timeOfDay } from '../model/tell.ts'

export function HeartbeatLine({ page }: { readonly page: ConsolePage }): JSX.Element {
  const words = page.words.value.heartbeat
  const { wire } = page.model
  const { pings, answered, lastAt, roundTripMs } = wire.heartbeat.value
  const isOpen = wire.state.value.kind === 'open'
  return (
    <div class="heartbeat">
      {/* A new key is a new element: its animation begins anew. */}
      <span
        key={`${pings} ${roundTripMs}`}
        class={isOpen && (pings > 0 || roundTripMs !== undefined) ? 'dot beats' : 'dot'}
        aria-hidden="true"
      />
      <span class="told">
        <strong>{words.title}</strong>{' '}
        <span class="hint">
          {pings === 0 ? words.none : words.beats(pings, answered)}
          {lastAt !== undefined && ` · ${words.last(timeOfDay(lastAt).slice(0, 8))}`}
          {roundTripMs !== undefined && ` · ${words.roundTrip(roundTripMs)}`}
        </span>
      </span>
      <label class="tick" title={words.unanswered}>
        <input
          type="checkbox"
          checked={wire.answersPings.value}
          onChange={({ currentTarget }) => (wire.answersPings.value = currentTarget.checked)}
        />
        {words.answer}
      </label>
      <Button kind="quiet" disabled={!isOpen} onClick={() => wire.ping()}>
        {words.ping}
      </Button>
      {!wire.answersPings.value && <p class="outcome bad">{words.unanswered}</p>}
    </div>
  )
}
