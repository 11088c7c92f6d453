// What most people want to change in a step's frame, as fields.
import type { JSX } from 'preact'
import { Button } from '../../design/views/button.tsx'
import { Choice, Field } from '../../design/views/field.tsx'
import type { FrameStep } from '../model/console.ts'
import { SUBSCRIPTIONS } from '../model/fields.ts'
import type { ConsolePage } from '../model/page.ts'

export function StepFields({
  page,
  step,
}: {
  readonly page: ConsolePage
  readonly step: FrameStep
}): JSX.Element | null {
  switch (step) {
    case 'connect':
      return null
    case 'login':
      return <LoginFields page={page} />
    case 'subscribe':
      return <SubscribeFields page={page} />
    case 'send':
      return <SendFields page={page} />
  }
}

function LoginFields({ page }: { readonly page: ConsolePage }): JSX.Element {
  const words = page.words.value.fields
  const { fields } = page.model
  return (
    <div class="fields">
      <Choice
        label={words.way}
        value={fields.way.value}
        options={(['password', 'token'] as const).map((value) => ({ value, label: words.ways[value] }))}
        onChange={(way) => (fields.way.value = way)}
      />
      <Field
        label={words.user}
        value={fields.user.value}
        autocomplete="username"
        onInput={(user) => (fields.user.value = user)}
      />
      <Field
        label={words.password}
        type="password"
        value={fields.password.value}
        autocomplete="current-password"
        onInput={(password) => (fields.password.value = password)}
      />
      {fields.way.value === 'token' && <TokenField page={page} />}
      {fields.hasDemo.value && <p class="hint wide">{words.demo}</p>}
    </div>
  )
}

function TokenField({ page }: { readonly page: ConsolePage }): JSX.Element {
  const words = page.words.value
  const { fields, tokenAnswer, askForToken, revealed } = page.model
  const answer = tokenAnswer.value
  const isAsking = answer === 'asking'
  return (
    <>
      <Field
        class="wide"
        label={words.fields.token}
        type={revealed.value ? 'text' : 'password'}
        autocomplete="off"
        hint={words.fields.tokenHint}
        value={fields.token.value}
        onInput={(token) => (fields.token.value = token)}
      />
      <div class="wide">
        <Button kind="plain" disabled={isAsking} onClick={() => void askForToken()}>
          {isAsking ? words.fields.gettingToken : words.fields.getToken}
        </Button>
        <p class={typeof answer === 'object' && answer.kind !== 'token' ? 'outcome bad' : 'outcome good'} role="status">
          {typeof answer === 'object' &&
            (answer.kind === 'refused' ? words.tokenAnswers.refused(answer.sentence) : words.tokenAnswers[answer.kind])}
        </p>
      </div>
    </>
  )
}

function RoomField({ page }: { readonly page: ConsolePage }): JSX.Element {
  const words = page.words.value.fields
  const { fields } = page.model
  return (
    <Field
      label={words.roomId}
      hint={words.roomIdHint}
      autocomplete="off"
      value={fields.roomId.value}
      onInput={(roomId) => (fields.roomId.value = roomId)}
    />
  )
}

function SubscribeFields({ page }: { readonly page: ConsolePage }): JSX.Element {
  const words = page.words.value
  const { fields } = page.model
  return (
    <div class="fields two">
      <RoomField page={page} />
      <Choice
        label={words.fields.subscription}
        value={fields.subscription.value}
        options={SUBSCRIPTIONS.map((value) => ({ value, label: words.subscriptions[value] }))}
        onChange={(subscription) => (fields.subscription.value = subscription)}
      />
      <p class="hint wide">{words.fields.seed}</p>
    </div>
  )
}

function SendFields({ page }: { readonly page: ConsolePage }): JSX.Element {
  const words = page.words.value.fields
  const { fields } = page.model
  return (
    <div class="fields">
      <Field
        class="wide"
        label={words.text}
        autocomplete="off"
        value={fields.text.value}
        onInput={(text) => (fields.text.value = text)}
      />
    </div>
  )
}
