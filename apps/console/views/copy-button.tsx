// A button that copies, and says for a moment that it has.
import { useSignal } from '@preact/signals'
import type { JSX } from 'preact'
import { DESIGN_WORDS } from '../../design/model/words.ts'
import { Button } from '../../design/views/button.tsx'
import type { ConsolePage } from '../model/page.ts'

export interface CopyButtonProperties {
  readonly page: ConsolePage
  readonly text: () => string
  readonly children: string
  readonly kind?: 'primary' | 'plain' | 'quiet'
}

export function CopyButton({ page, text, children, kind = 'plain' }: CopyButtonProperties): JSX.Element {
  const outcome = useSignal<'idle' | 'copied' | 'failed'>('idle')
  const { copied } = DESIGN_WORDS[page.preferences.language.value]
  const copy = async (): Promise<void> => {
    outcome.value = (await page.copy(text())) ? 'copied' : 'failed'
  }
  return (
    <>
      <Button kind={kind} icon={outcome.value === 'copied' ? 'check' : 'copy'} onClick={() => void copy()}>
        {outcome.value === 'copied' ? copied : children}
      </Button>
      <span class="unseen" role="status">
        {outcome.value === 'copied' ? copied : ''}
      </span>
      {outcome.value === 'failed' && <p class="error">{page.words.value.take.failed}</p>}
    </>
  )
}
