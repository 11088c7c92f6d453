// Any other frame: the part of the page with all that the protocol knows, which comes when the steps are there already.
import { useSignal } from '@preact/signals'
import type { FunctionComponent, JSX } from 'preact'
import { useEffect } from 'preact/hooks'
import { Button } from '../../design/views/button.tsx'
import type { ConsolePage } from '../model/page.ts'

type Part = FunctionComponent<{ readonly page: ConsolePage }>

export function Other({ page }: { readonly page: ConsolePage }): JSX.Element {
  const words = page.words.value.other
  const part = useSignal<Part | 'coming' | 'failed'>('coming')

  function load(): void {
    part.value = 'coming'
    import('./other-frame.tsx').then(
      ({ OtherFrame }) => (part.value = OtherFrame),
      () => (part.value = 'failed'),
    )
  }
  useEffect(load, [])

  const { value } = part
  const Loaded = typeof value === 'string' ? undefined : value
  return (
    <section class="card other" aria-labelledby="other-title">
      <h2 id="other-title">{words.title}</h2>
      <p class="why">{words.lead}</p>
      {Loaded && <Loaded page={page} />}
      {value === 'failed' && (
        <div class="row">
          <p class="outcome bad" role="alert">
            {words.notLoaded}
          </p>
          <Button icon="retry" onClick={load}>
            {words.loadAgain}
          </Button>
        </div>
      )}
    </section>
  )
}
