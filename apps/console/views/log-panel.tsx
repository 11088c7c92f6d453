// Every frame that went by: filter, search, pause, download, and the one that is read.
import type { JSX } from 'preact'
import { Button, IconButton } from '../../design/views/button.tsx'
import { Choice, Field } from '../../design/views/field.tsx'
import type { Filter } from '../model/log.ts'
import { recordingName, runRecipe, type ConsolePage } from '../model/page.ts'
import { writeRecording } from '../model/recording.ts'
import { STEPS } from '../model/console.ts'
import { HeartbeatLine } from './heartbeat.tsx'
import { LogDetail } from './log-detail.tsx'
import { LogList } from './log-list.tsx'

const DIRECTIONS = ['all', 'sent', 'received'] as const

export function LogPanel({ page }: { readonly page: ConsolePage }): JSX.Element {
  const words = page.words.value.log
  const { log } = page.model
  const { kept, dropped } = log.counts.value
  return (
    <section class="log-panel" aria-labelledby="log-title">
      <div class="log-bar">
        <h2 id="log-title">{words.title}</h2>
        <span class="hint" data-testid="log-count">
          {words.count(log.shown.length, kept)}
          {dropped > 0 && ` · ${words.dropped(dropped)}`}
        </span>
        <Button
          kind="quiet"
          icon={log.paused.value ? 'play' : 'pause'}
          pressed={log.paused.value}
          onClick={() => (log.paused.value = !log.paused.value)}
        >
          {log.paused.value ? words.resume(log.waiting.value) : words.pause}
        </Button>
        <IconButton
          icon="download"
          label={`${words.download}: ${words.downloadHint}`}
          disabled={kept === 0}
          onClick={() => download(page)}
        />
        <IconButton icon="trash" label={words.clear} disabled={kept === 0} onClick={() => log.clear()} />
      </div>
      <Filters page={page} />
      <HeartbeatLine page={page} />
      {log.shown.length > 0 ? <LogList page={page} /> : <Nothing page={page} />}
      {log.shown.length > 0 && <LogDetail page={page} />}
    </section>
  )
}

function Filters({ page }: { readonly page: ConsolePage }): JSX.Element {
  const words = page.words.value.log
  const { filter } = page.model.log
  const change = (part: Partial<Filter>): void => {
    filter.value = { ...filter.peek(), ...part }
  }
  return (
    <div class="filters">
      <Field
        bare
        label={words.search}
        placeholder={words.search}
        value={filter.value.search}
        autocomplete="off"
        onInput={(search) => change({ search })}
      />
      <Choice
        bare
        label={words.direction}
        value={filter.value.direction}
        options={DIRECTIONS.map((value) => ({ value, label: words.directions[value] }))}
        onChange={(direction) => change({ direction })}
      />
      <label class="tick">
        <input
          type="checkbox"
          checked={filter.value.heartbeats}
          onChange={({ currentTarget }) => change({ heartbeats: currentTarget.checked })}
        />
        {words.heartbeats}
      </label>
    </div>
  )
}

/** The list, before there is anything to list. */
function Nothing({ page }: { readonly page: ConsolePage }): JSX.Element {
  const words = page.words.value.log
  const { log, running, fields } = page.model
  if (log.counts.value.kept > 0) {
    return (
      <div class="nothing">
        <p>{words.nothingFits}</p>
        <Button onClick={() => (log.filter.value = { direction: 'all', heartbeats: true, search: '' })}>
          {words.clearFilter}
        </Button>
      </div>
    )
  }
  return (
    <div class="nothing">
      <p>{words.empty}</p>
      <Button
        icon="play"
        disabled={running.value !== undefined || typeof fields.address.value === 'string'}
        onClick={() => void runRecipe(page)}
      >
        {page.words.value.recipes[page.recipe.value].runAll}
      </Button>
    </div>
  )
}

function download(page: ConsolePage): void {
  const { steps, other } = page.words.peek()
  const titles = {
    ...Object.fromEntries(STEPS.map((step) => [step, steps[step].title])),
    other: other.title,
    ...page.livechat.peek()?.titles,
  }
  page.download(recordingName(page.model.fields), writeRecording(page.model.log.entries, titles))
}
