// A part of the page that comes when the rest is there already; where it does not come, it says so and tries again.
import { useSignal } from '@preact/signals'
import type { FunctionComponent, JSX } from 'preact'
import { useEffect } from 'preact/hooks'
import { Button } from '../../design/views/button.tsx'
import type { ConsolePage } from '../model/page.ts'

export type Part = FunctionComponent<{ readonly page: ConsolePage }>

export interface LaterProperties {
  readonly page: ConsolePage
  readonly load: () => Promise<Part>
}

export function Later({ page, load }: LaterProperties): JSX.Element | null {
  const words = page.words.value.later
  const part = useSignal<{ readonly kind: 'coming' | 'failed' } | { readonly kind: 'there'; readonly Part: Part }>({
    kind: 'coming',
  })

  function begin(): void {
    part.value = { kind: 'coming' }
    load().then(
      (Part) => (part.value = { kind: 'there', Part }),
      () => (part.value = { kind: 'failed' }),
    )
  }
  useEffect(begin, [])

  const { value } = part
  if (value.kind === 'there') return <value.Part page={page} />
  if (value.kind === 'coming') return null
  return (
    <div class="row">
      <p class="outcome bad" role="alert">
        {words.notLoaded}
      </p>
      <Button icon="retry" onClick={begin}>
        {words.loadAgain}
      </Button>
    </div>
  )
}
