// What was done here as a program: plain JavaScript, or the client's lines.
import { useSignal } from '@preact/signals'
import type { JSX } from 'preact'
import { Button } from '../../design/views/button.tsx'
import { Dialog } from '../../design/views/dialog.tsx'
import { DESIGN_WORDS } from '../../design/model/words.ts'
import type { ConsolePage } from '../model/page.ts'
import type { Programs } from '../model/programs.ts'
import type { ConsoleWords } from '../words/en.ts'
import { CopyButton } from './copy-button.tsx'

export interface TakeProperties {
  readonly page: ConsolePage
  readonly words: ConsoleWords['take']
  readonly write: () => Programs
}

export function Take(properties: TakeProperties): JSX.Element {
  const { page, words } = properties
  const open = useSignal<'script' | 'quindar' | undefined>(undefined)
  const count = page.model.sent.value.length
  return (
    <section class="card take" aria-labelledby="take-title">
      <h2 id="take-title">{words.title}</h2>
      <p class="why">{words.lead}</p>
      <div class="row">
        <Button icon="copy" onClick={() => (open.value = 'script')}>
          {words.script}
        </Button>
        <Button icon="copy" onClick={() => (open.value = 'quindar')}>
          {words.quindar}
        </Button>
        {count > 0 && <span class="hint">{words.frames(count)}</span>}
      </div>
      {open.value && <ProgramDialog {...properties} kind={open.value} onClose={() => (open.value = undefined)} />}
    </section>
  )
}

interface ProgramDialogProperties extends TakeProperties {
  readonly kind: 'script' | 'quindar'
  readonly onClose: () => void
}

function ProgramDialog({ page, words, write, kind, onClose }: ProgramDialogProperties): JSX.Element {
  const { revealed, fields } = page.model
  const { [kind]: program, asks } = write()
  return (
    <Dialog
      class="program"
      title={kind === 'script' ? words.scriptTitle : words.quindarTitle}
      closeLabel={DESIGN_WORDS[page.preferences.language.value].close}
      onClose={onClose}
      actions={
        <>
          <label class="tick">
            <input
              type="checkbox"
              checked={revealed.value}
              onChange={({ currentTarget }) => (revealed.value = currentTarget.checked)}
            />
            {page.words.value.reveal}
          </label>
          <CopyButton page={page} kind="primary" text={() => program}>
            {DESIGN_WORDS[page.preferences.language.value].copy}
          </CopyButton>
        </>
      }
    >
      <p class="why">{kind === 'script' ? words.scriptLead : words.quindarLead}</p>
      {asks && <p class="hint">{words.secretsAsked}</p>}
      {revealed.value && !fields.isDemo.value && <p class="outcome bad">{words.secretsShown}</p>}
      <pre class="json" tabIndex={0}>
        <code>{program}</code>
      </pre>
    </Dialog>
  )
}
