// Any other frame: the part of the page with all that the protocol knows, which comes when the steps are there already.
import type { JSX } from 'preact'
import type { ConsolePage } from '../model/page.ts'
import { Later } from './later.tsx'

export function Other({ page }: { readonly page: ConsolePage }): JSX.Element {
  const words = page.words.value.other
  return (
    <section class="card other" aria-labelledby="other-title">
      <h2 id="other-title">{words.title}</h2>
      <p class="why">{words.lead}</p>
      <Later page={page} load={() => import('./other-frame.tsx').then(({ OtherFrame }) => OtherFrame)} />
    </section>
  )
}
