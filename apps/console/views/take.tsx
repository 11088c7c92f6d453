// What was done here as a program: plain JavaScript, or the client's lines.
import { useSignal } from '@preact/signals'
import type { JSX } from 'preact'
import { Button } from '../../design/views/button.tsx'
import { Dialog } from '../../design/views/dialog.tsx'
import { DESIGN_WORDS } from '../../design/model/words.ts'
import type { ConsolePage } from '../model/page.ts'
import { writePrograms } from '../model/programs.ts'
import { CopyButton } from './copy-button.tsx'

export function Take({ page }: { readonly page: ConsolePage }): JSX.Element {
  const open = useSignal<'script' | 'quindar' | undefined>(undefined)
  const words = page.words.value.take
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
      {open.value && <ProgramDialog page={page} kind={open.value} onClose={() => (open.value = undefined)} />}
    </section>
  )
}

interface ProgramDialogProperties {
  readonly page: ConsolePage
  readonly kind: 'script' | 'quindar'
  readonly onClose: () => void
}

function ProgramDialog({ page, kind, onClose }: ProgramDialogProperties): JSX.Element {
  const words = page.words.value
  const { revealed, fields } = page.model
  const { [kind]: program, asks } = writePrograms(page.model)
  return (
    <Dialog
      class="program"
      title={kind === 'script' ? words.take.scriptTitle : words.take.quindarTitle}
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
            {words.reveal}
          </label>
          <CopyButton page={page} kind="primary" text={() => program}>
            {DESIGN_WORDS[page.preferences.language.value].copy}
          </CopyButton>
        </>
      }
    >
      <p class="why">{kind === 'script' ? words.take.scriptLead : words.take.quindarLead}</p>
      {asks && <p class="hint">{words.take.secretsAsked}</p>}
      {revealed.value && !fields.isDemo.value && <p class="outcome bad">{words.take.secretsShown}</p>}
      <pre class="json" tabIndex={0}>
        <code>{program}</code>
      </pre>
    </Dialog>
  )
}
