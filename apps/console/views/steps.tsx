// The five steps, in the order of the recipe.
import type { JSX } from 'preact'
import { Button } from '../../design/views/button.tsx'
import { Icon } from '../../design/views/icon.tsx'
import { STEPS, type FrameStep } from '../model/console.ts'
import type { ConsolePage } from '../model/page.ts'
import type { RequestStatus } from '../model/request.ts'
import { tellOutcome, tellState } from '../model/tell.ts'
import type { WireState } from '../model/wire.ts'
import { Answers } from './answers.tsx'
import { FrameEditor } from './frame-editor.tsx'
import { StepCard } from './step-card.tsx'
import { StepFields } from './step-fields.tsx'

export function Steps({ page }: { readonly page: ConsolePage }): JSX.Element {
  return (
    <ol class="steps">
      <OpenStep page={page} number={1} />
      {(['connect', 'login', 'subscribe', 'send'] as const).map((step) => (
        <FrameStepCard key={step} page={page} step={step} />
      ))}
    </ol>
  )
}

/** Opens the socket: the first step of the one recipe, and what stands before the other. */
export function OpenStep({ page, number }: { readonly page: ConsolePage; readonly number?: number }): JSX.Element {
  const words = page.words.value
  const { fields, wire, open } = page.model
  const address = fields.address.value
  const state = wire.state.value
  const isOpening = state.kind === 'opening'
  return (
    <StepCard
      page={page}
      badge={number ?? <Icon name="play" />}
      {...(number !== undefined && { label: words.step(number) })}
      {...words.steps.open}
      status={statusOf(state)}
    >
      <p class="line">
        <span class="unseen">{words.code}: </span>
        <code>new WebSocket('{typeof address === 'string' ? 'wss://…/websocket' : address.socket}')</code>
      </p>
      <div class="row">
        <Button icon="play" disabled={isOpening || typeof address === 'string'} onClick={() => void open()}>
          {isOpening ? words.opening : words.open}
        </Button>
      </div>
      {/* That it has ended is said where the address is: what was opened here was open. */}
      <Answers
        page={page}
        sentence={state.kind === 'ended' ? undefined : tellState(state, words)}
        good={state.kind === 'open'}
      />
    </StepCard>
  )
}

function statusOf({ kind }: WireState): RequestStatus {
  return ({ idle: 'idle', opening: 'waiting', open: 'good', failed: 'bad', ended: 'idle' } as const)[kind]
}

function FrameStepCard({ page, step }: { readonly page: ConsolePage; readonly step: FrameStep }): JSX.Element {
  const request = page.model.steps[step]
  const number = STEPS.indexOf(step) + 1
  const outcome = request.outcome.value
  return (
    <StepCard
      page={page}
      badge={number}
      label={page.words.value.step(number)}
      {...page.words.value.steps[step]}
      status={request.status.value}
    >
      <FrameEditor page={page} request={request}>
        <StepFields page={page} step={step} />
      </FrameEditor>
      <Answers
        page={page}
        sentence={outcome && tellOutcome(outcome, step, page.words.value)}
        good={request.status.value === 'good'}
        entries={request.answers.value}
      />
    </StepCard>
  )
}
