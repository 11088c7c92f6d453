// The banner that says that there is no connection, and for how much longer.
import type { JSX } from 'preact'
import { Banner } from '../../design/views/banner.tsx'
import { Button } from '../../design/views/button.tsx'
import type { Link } from '../model/link.ts'
import { useWords } from './surroundings.ts'

export function LinkBanner({ link }: { readonly link: Link }): JSX.Element | null {
  const { link: words } = useWords()
  const state = link.state.value
  switch (state.kind) {
    case 'up':
      return null
    case 'connecting':
      return <Banner kind={state.again ? 'warning' : 'info'}>{state.again ? words.again : words.connecting}</Banner>
    case 'waiting':
      return (
        <Banner kind="warning" actions={<Button onClick={() => link.retryNow()}>{words.retryNow}</Button>}>
          {/* The seconds are for eyes: a screen reader would say nothing else any more. */}
          <span aria-hidden="true">{words.waiting(state.seconds)} </span>
          <span class="unseen">{words.waiting(0)} </span>
          {words.kept}
        </Banner>
      )
  }
}
