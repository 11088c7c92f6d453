// One step: its number and state, why it is there, what is done in it, what came of it, what can go wrong.
import type { ComponentChildren, JSX } from 'preact'
import { useId } from 'preact/hooks'
import { Icon } from '../../design/views/icon.tsx'
import { STEPS, type Step } from '../model/console.ts'
import type { ConsolePage } from '../model/page.ts'
import type { RequestStatus } from '../model/request.ts'

export interface StepCardProperties {
  readonly page: ConsolePage
  readonly step: Step
  readonly status: RequestStatus
  readonly children: ComponentChildren
}

export function StepCard({ page, step, status, children }: StepCardProperties): JSX.Element {
  const id = useId()
  const words = page.words.value
  const { title, why, troubles } = words.steps[step]
  const number = STEPS.indexOf(step) + 1
  return (
    <li class={`card step ${status}`} aria-labelledby={id}>
      <header>
        <span class="badge" aria-hidden="true">
          {status === 'good' ? <Icon name="check" /> : status === 'bad' ? <Icon name="close" /> : number}
        </span>
        <h2 id={id}>
          <span class="unseen">{words.step(number)}: </span>
          {title}
        </h2>
        <span class={`state ${status}`}>{words.stepStatus[status]}</span>
      </header>
      <p class="why">{why}</p>
      {children}
      <details class="troubles">
        <summary>{words.whatGoesWrong}</summary>
        <ul>
          {troubles.map((trouble) => (
            <li key={trouble}>{trouble}</li>
          ))}
        </ul>
      </details>
    </li>
  )
}
