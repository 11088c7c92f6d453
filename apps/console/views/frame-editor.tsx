// A frame to change, checked as it is typed, and the button that sends it.
import type { ComponentChildren, JSX } from 'preact'
import { useId } from 'preact/hooks'
import { Button } from '../../design/views/button.tsx'
import type { ConsolePage } from '../model/page.ts'
import type { Request } from '../model/request.ts'
import { tellCheck } from '../model/tell.ts'

const ROWS = { least: 2, most: 16 }
/** Characters that fit into a line where it is narrow: longer ones wrap. */
const COLUMNS = 48

export interface FrameEditorProperties {
  readonly page: ConsolePage
  readonly request: Request
  /** Fields that fill it. */
  readonly children?: ComponentChildren
}

export function FrameEditor({ page, request, children }: FrameEditorProperties): JSX.Element {
  const id = useId()
  const words = page.words.value
  const text = request.text.value
  const check = request.check.value
  const isWaiting = request.status.value === 'waiting'
  const tone = check.kind !== 'good' ? 'bad' : check.doubt === undefined ? 'good' : 'doubt'
  return (
    <form
      class="frame-editor"
      onSubmit={(event) => {
        event.preventDefault()
        void request.run()
      }}
    >
      {children}
      <div class="field">
        <label for={id}>{words.frame}</label>
        <textarea
          id={id}
          rows={rowsOf(text)}
          value={text}
          spellcheck={false}
          autocapitalize="off"
          autocomplete="off"
          aria-invalid={tone === 'bad'}
          aria-describedby={`${id}-check`}
          onInput={({ currentTarget }) => request.edit(currentTarget.value)}
          onKeyDown={(event) => {
            // As in other editors of queries: Ctrl or Cmd and Enter runs it.
            if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) event.currentTarget.form?.requestSubmit()
          }}
        />
        <p id={`${id}-check`} class={`check ${tone}`} aria-live="polite">
          {tellCheck(check, words)}
        </p>
      </div>
      <div class="row">
        <Button type="submit" icon="send" disabled={isWaiting} title="Ctrl+Enter">
          {isWaiting ? words.waiting : tone === 'bad' ? words.sendAnyway : words.run}
        </Button>
        {request.edited.value && (
          <Button kind="quiet" icon="retry" onClick={request.reset}>
            {words.reset}
          </Button>
        )}
      </div>
    </form>
  )
}

function rowsOf(text: string): number {
  const lines = text.split('\n').reduce((rows, line) => rows + Math.max(1, Math.ceil(line.length / COLUMNS)), 0)
  return Math.min(ROWS.most, Math.max(ROWS.least, lines))
}
