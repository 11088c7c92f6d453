// What became of a frame: a sentence, and beneath it what the server sent.
import type { JSX } from 'preact'
import type { Entry } from '../model/log.ts'
import type { ConsolePage } from '../model/page.ts'
import { Json } from './json.tsx'

export interface AnswersProperties {
  readonly page: ConsolePage
  /** What happened; `undefined` while nothing has. */
  readonly sentence: string | undefined
  readonly good: boolean
  readonly entries?: readonly Entry[]
}

export function Answers({ page, sentence, good, entries = [] }: AnswersProperties): JSX.Element {
  const words = page.words.value
  const shown = page.model.revealed.value
  return (
    <div class="answers" role="status">
      {sentence !== undefined && <p class={good ? 'outcome good' : 'outcome bad'}>{sentence}</p>}
      {entries.length > 0 && (
        <>
          <h3>{words.whatCameBack}</h3>
          {entries.map((entry) => (
            <Json key={entry.number} text={shown ? entry.text : entry.masked} />
          ))}
        </>
      )}
    </div>
  )
}
