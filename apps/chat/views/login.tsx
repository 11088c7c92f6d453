// The form to log in with, and why it is shown.
import { useSignal } from '@preact/signals'
import type { JSX } from 'preact'
import { useEffect, useRef } from 'preact/hooks'
import { Banner } from '../../design/views/banner.tsx'
import { Button } from '../../design/views/button.tsx'
import { Field } from '../../design/views/field.tsx'
import type { Session } from '../model/session.ts'
import { sentenceOf } from '../words/words.ts'
import { SecondFactorForm } from './second-factor.tsx'
import { useSurroundings, useWords } from './surroundings.ts'

export interface LoginProperties {
  readonly session: Session
  /** Will the login outlive a reload? */
  readonly durable: boolean
}

export function Login({ session, durable }: LoginProperties): JSX.Element {
  const words = useWords()
  const { demo } = useSurroundings()
  const user = useSignal(session.lastUser.value)
  const password = useSignal('')
  const incomplete = useSignal(false)
  const userField = useRef<HTMLInputElement>(null)
  const passwordField = useRef<HTMLInputElement>(null)
  const trouble = session.trouble.value
  const busy = session.busy.value
  const question = session.secondFactor.question.value

  // Whoever has to type something finds the cursor where it is to be typed.
  useEffect(() => {
    if (busy) return
    const field = user.peek() === '' ? userField.current : passwordField.current
    field?.focus()
    if (trouble?.kind === 'wrongPassword') field?.select()
  }, [trouble, busy])

  function submit(event: SubmitEvent): void {
    event.preventDefault()
    incomplete.value = user.value.trim() === '' || password.value === ''
    if (!incomplete.value) void session.login(user.value.trim(), password.value)
  }

  if (question) {
    return (
      <main id="content" class="login" tabIndex={-1}>
        <SecondFactorForm factor={session.secondFactor} question={question} user={user.value.trim()} />
      </main>
    )
  }

  const wrong = trouble?.kind === 'wrongPassword'
  return (
    <main id="content" class="login" tabIndex={-1}>
      <form onSubmit={submit} noValidate>
        <div class="login-head">
          <h1>{words.login.title}</h1>
          <p>{words.login.lead}</p>
        </div>
        {trouble && (
          <div class="login-trouble">
            <Banner kind={trouble.kind === 'sessionExpired' ? 'warning' : 'error'}>{sentenceOf(words, trouble)}</Banner>
          </div>
        )}
        <Field
          label={words.login.user}
          value={user.value}
          onInput={(value) => (user.value = value)}
          autocomplete="username"
          inputRef={userField}
          required
          error={incomplete.value && user.value.trim() === '' ? words.login.required : undefined}
        />
        <Field
          label={words.login.password}
          type="password"
          value={password.value}
          onInput={(value) => (password.value = value)}
          autocomplete="current-password"
          inputRef={passwordField}
          required
          error={
            incomplete.value && user.value.trim() !== '' && password.value === '' ? words.login.required : undefined
          }
          class={wrong ? 'wrong' : undefined}
        />
        <Button kind="primary" type="submit" disabled={busy}>
          {busy ? words.login.busy : words.login.submit}
        </Button>
        {demo && <p class="hint">{words.login.demo}</p>}
        {!durable && <p class="hint">{words.notDurable}</p>}
      </form>
    </main>
  )
}
