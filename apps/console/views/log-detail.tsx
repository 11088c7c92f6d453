// The frame of the log that is read, whole.
import type { JSX } from 'preact'
import type { ConsolePage } from '../model/page.ts'
import { writeLine } from '../model/recording.ts'
import { timeOfDay } from '../model/tell.ts'
import { CopyButton } from './copy-button.tsx'
import { Json } from './json.tsx'

export function LogDetail({ page }: { readonly page: ConsolePage }): JSX.Element {
  const words = page.words.value.log
  const entry = page.model.log.entries.find(({ number }) => number === page.selected.value)
  if (entry === undefined) return <p class="log-detail hint">{words.pick}</p>
  const text = page.model.revealed.value ? entry.text : entry.masked
  const isFrame = entry.kind === 'sent' || entry.kind === 'received'
  return (
    <section class="log-detail" aria-label={words.detail}>
      <div class="row">
        <span class={`direction ${entry.kind}`}>{words[entry.kind]}</span>
        <span class="hint">
          {timeOfDay(entry.at)} · {entry.connection}
          {isFrame && ` · ${words.bytes(entry.bytes)}`}
          {entry.code !== undefined && ` · ${entry.code}`}
        </span>
        <span class="grow" />
        <CopyButton key={entry.number} page={page} kind="quiet" text={() => writeLine(entry, text)}>
          {words.copyLine}
        </CopyButton>
      </div>
      {text !== '' && <Json text={text} />}
      {entry.closedBy === 'console' && <p class="hint">{words.closedByUs}</p>}
    </section>
  )
}
