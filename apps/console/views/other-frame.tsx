// The catalogue to pick a frame from, what is known of each, and an editor. Loaded after the steps are there.
import { useComputed, useSignal } from '@preact/signals'
import type { JSX } from 'preact'
import { Button } from '../../design/views/button.tsx'
import { Field } from '../../design/views/field.tsx'
import { findEntries, frameTemplate, type CatalogueEntry } from '../model/catalogue.ts'
import type { ConsolePage } from '../model/page.ts'
import { tellOutcome, userIdOf } from '../model/tell.ts'
import { Answers } from './answers.tsx'
import { CatalogueFacts } from './catalogue-facts.tsx'
import { FrameEditor } from './frame-editor.tsx'

const GROUPS = ['method', 'stream', 'publication'] as const

export function OtherFrame({ page }: { readonly page: ConsolePage }): JSX.Element {
  const words = page.words.value
  const { other } = page.model
  const search = useSignal('')
  const picked = useSignal<CatalogueEntry | undefined>(undefined)
  const found = useComputed(() => findEntries(search.value, page.preferences.language.value)).value
  const outcome = other.outcome.value

  /** As many parameters as must be there, or all of them. */
  function compose(entry: CatalogueEntry, all: boolean): void {
    const login = page.model.steps.login.outcome.peek()
    const userId = login?.kind === 'answered' ? userIdOf(login.frame) : undefined
    page.model.compose(frameTemplate(entry, all, { fields: page.model.fields, userId, random: page.random }))
  }

  return (
    <>
      <div class="catalogue">
        <Field
          label={words.other.search}
          value={search.value}
          autocomplete="off"
          placeholder="sendMessage, stream-notify-user…"
          onInput={(text) => (search.value = text)}
        />
        <div class="entries" role="group" aria-label={words.other.entries} tabIndex={0}>
          {found.length === 0 && <p class="hint">{words.other.none}</p>}
          {GROUPS.map((group) => {
            const entries = found.filter((entry) => entry.group === group)
            return entries.length === 0 ? null : (
              <div key={group}>
                <h3>{words.other.groups[group]}</h3>
                <ul>
                  {entries.map((entry) => (
                    <li key={entry.title}>
                      <button
                        type="button"
                        aria-pressed={picked.value === entry}
                        onClick={() => {
                          picked.value = entry
                          compose(entry, false)
                        }}
                      >
                        {entry.title}
                      </button>
                    </li>
                  ))}
                </ul>
              </div>
            )
          })}
        </div>
      </div>
      {picked.value && (
        <CatalogueFacts page={page} entry={picked.value}>
          {picked.value.parameters.some(({ optional }) => optional) && (
            <Button kind="quiet" icon="plus" onClick={() => picked.value && compose(picked.value, true)}>
              {words.other.withOptional}
            </Button>
          )}
        </CatalogueFacts>
      )}
      <FrameEditor page={page} request={other} />
      <Answers
        page={page}
        sentence={outcome && tellOutcome(outcome, 'other', words)}
        good={other.status.value === 'good'}
        entries={other.answers.value}
      />
    </>
  )
}
