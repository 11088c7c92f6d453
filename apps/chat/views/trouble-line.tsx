// One sentence about what went wrong, with what can be done about it.
import type { JSX } from 'preact'
import { Banner } from '../../design/views/banner.tsx'
import { Button } from '../../design/views/button.tsx'
import type { Trouble } from '../model/trouble.ts'
import { sentenceOf } from '../words/words.ts'
import { useWords } from './surroundings.ts'

export interface TroubleLineProperties {
  readonly trouble: Trouble | undefined
  readonly onRetry?: (() => void) | undefined
  readonly onDismiss?: (() => void) | undefined
}

export function TroubleLine({ trouble, onRetry, onDismiss }: TroubleLineProperties): JSX.Element | null {
  const words = useWords()
  if (!trouble) return null
  return (
    <Banner
      kind="error"
      actions={
        <>
          {onRetry && <Button onClick={onRetry}>{words.tryAgain}</Button>}
          {onDismiss && <Button onClick={onDismiss}>{words.dismiss}</Button>}
        </>
      }
    >
      {sentenceOf(words, trouble)}
    </Banner>
  )
}
