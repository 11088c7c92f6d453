// One step of a recipe: its number and state, why it is there, what is done in it, what came of it, what can go wrong.
import type { ComponentChildren, JSX } from 'preact'
import { useId } from 'preact/hooks'
import { Icon } from '../../design/views/icon.tsx'
import type { ConsolePage } from '../model/page.ts'
import type { RequestStatus } from '../model/request.ts'

export interface StepCardProperties {
  readonly page: ConsolePage
  /** What stands in its badge while it has neither gone well nor badly. */
  readonly badge: ComponentChildren
  /** The same to be heard: `Step 2`. */
  readonly label?: string
  readonly title: ComponentChildren
  readonly why: ComponentChildren
  readonly troubles?: readonly string[]
  readonly status: RequestStatus
  readonly children: ComponentChildren
}

export function StepCard(properties: StepCardProperties): JSX.Element {
  const { page, badge, label, title, why, troubles = [], status, children } = properties
  const id = useId()
  const words = page.words.value
  return (
    <li class={`card step ${status}`} aria-labelledby={id}>
      <header>
        <span class="badge" aria-hidden="true">
          {status === 'good' ? <Icon name="check" /> : status === 'bad' ? <Icon name="close" /> : badge}
        </span>
        <h2 id={id}>
          {label !== undefined && <span class="unseen">{label}: </span>}
          {title}
        </h2>
        <span class={`state ${status}`}>{words.stepStatus[status]}</span>
      </header>
      <p class="why">{why}</p>
      {children}
      {troubles.length > 0 && (
        <details class="troubles">
          <summary>{words.whatGoesWrong}</summary>
          <ul>
            {troubles.map((trouble) => (
              <li key={trouble}>{trouble}</li>
            ))}
          </ul>
        </details>
      )}
    </li>
  )
}
