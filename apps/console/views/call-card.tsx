// One of the fourteen calls: what it does, what it needs, what comes back, which releases have it, and what does the
// same today; its frame, and what became of it.
import type { JSX } from 'preact'
import { Icon } from '../../design/views/icon.tsx'
import { factsOf, type CallFacts } from '../model/livechat-facts.ts'
import type { LivechatCall } from '../model/livechat-calls.table.ts'
import type { ConsolePage } from '../model/page.ts'
import type { Request } from '../model/request.ts'
import { tellCall } from '../model/tell-call.ts'
import type { LivechatWords } from '../words/en-livechat.ts'
import { Answers } from './answers.tsx'
import { FrameEditor } from './frame-editor.tsx'
import { Marked } from './marked.tsx'
import { StepCard } from './step-card.tsx'

export interface CallCardProperties {
  readonly page: ConsolePage
  readonly words: LivechatWords
  readonly call: LivechatCall
  readonly number: number
  readonly request: Request
}

export function CallCard({ page, words, call, number, request }: CallCardProperties): JSX.Element {
  const language = page.preferences.language.value
  const facts = factsOf(call)
  const outcome = request.outcome.value
  return (
    <StepCard
      page={page}
      badge={<Icon name={call.frame === 'sub' ? 'eye' : 'send'} />}
      label={words.call(number)}
      title={
        <>
          <span class="number" aria-hidden="true">
            {number}
          </span>{' '}
          <code>{call.call}</code>
        </>
      }
      why={<Marked text={call[language]} />}
      status={request.status.value}
    >
      <dl class="pairs">
        <dt>{words.needs}</dt>
        <dd>
          <Marked text={call.needs[language]} />
        </dd>
        <dt>{words.answer}</dt>
        <dd>
          <Marked text={call.answer[language]} />
        </dd>
        <dt>{words.releases}</dt>
        <dd>
          <Releases words={words} facts={facts} own={page.model.release.value} />
        </dd>
        {facts.instead !== undefined && (
          <>
            <dt>{words.instead}</dt>
            <dd>
              <code>{facts.instead}</code>
            </dd>
          </>
        )}
        <dt>{words.byLibrary}</dt>
        <dd>{call.now === undefined ? words.byItself : <code>{call.now}</code>}</dd>
      </dl>
      <FrameEditor page={page} request={request} />
      <Answers
        page={page}
        sentence={outcome && tellCall(outcome, call, facts, words, page.words.value)}
        good={request.status.value === 'good'}
        entries={request.answers.value}
      />
    </StepCard>
  )
}

interface ReleasesProperties {
  readonly words: LivechatWords
  readonly facts: CallFacts
  /** What the server says it is. */
  readonly own: string | undefined
}

/** Each major release with what is left of the call there, and the sentence that sums it up. */
function Releases({ words, facts, own }: ReleasesProperties): JSX.Element {
  const { until, announcedUntil, absent, releases } = facts
  const standings = words.standings[absent]
  const ownMajor = own === undefined ? undefined : Number.parseInt(own, 10)
  const sum =
    until !== undefined
      ? words.gone[absent](until)
      : announcedUntil !== undefined
        ? words.announced(announcedUntil)
        : words.stays
  return (
    <>
      <ul class="releases">
        {releases.map(({ major, standing }) => (
          <li
            key={major}
            class={`${standing}${major === ownMajor ? ' own' : ''}`}
            title={`${major}: ${standings[standing]}`}
          >
            {major}
            <span class="unseen"> {standings[standing]}</span>
          </li>
        ))}
      </ul>
      {sum}
    </>
  )
}
