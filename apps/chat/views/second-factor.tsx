// The second step of a login: the code that the server wants to see, another one by mail, or back.
import { useSignal } from '@preact/signals'
import type { JSX } from 'preact'
import { useEffect, useRef } from 'preact/hooks'
import { Banner } from '../../design/views/banner.tsx'
import { Button } from '../../design/views/button.tsx'
import { Field } from '../../design/views/field.tsx'
import type { Mailing, Question, SecondFactor } from '../model/second-factor.ts'
import { sentenceOf } from '../words/words.ts'
import { useSurroundings, useWords } from './surroundings.ts'

export interface SecondFactorFormProperties {
  readonly factor: SecondFactor
  readonly question: Question
  /** Who logs in, as it was typed. */
  readonly user: string
}

export function SecondFactorForm({ factor, question, user }: SecondFactorFormProperties): JSX.Element {
  const words = useWords()
  const own = words.secondFactor
  const times = useSurroundings().times.value
  const code = useSignal('')
  const empty = useSignal(false)
  const field = useRef<HTMLInputElement>(null)
  const checking = factor.checking.value
  const mailing = factor.mailing.value
  const { method, wrong, codeSent, codeExpires } = question

  // The cursor is where the next code is to be typed, over the one that was wrong.
  useEffect(() => {
    if (checking) return
    field.current?.focus()
    field.current?.select()
  }, [question, checking])

  function submit(event: SubmitEvent): void {
    event.preventDefault()
    empty.value = code.value.trim() === ''
    if (!empty.value) factor.answer(code.value)
    else field.current?.focus()
  }

  const until = codeExpires ? times.time(codeExpires) : ''
  const hints = {
    totp: own.backup,
    email: codeSent ? own.mailed(until) : own.mailedBefore(until),
    password: undefined,
  }
  return (
    <form
      onSubmit={submit}
      onKeyDown={(event) => {
        if (event.key === 'Escape' && !checking) factor.cancel()
      }}
      noValidate
    >
      <div class="login-head">
        <h1>{own.title}</h1>
        <p>{own.leads[method](user)}</p>
      </div>
      <Told wrong={wrong && !checking ? own.wrong[method] : undefined} mailing={mailing} />
      <Field
        label={method === 'password' ? own.password : own.code}
        type={method === 'password' ? 'password' : 'text'}
        value={code.value}
        onInput={(value) => (code.value = value)}
        autocomplete={method === 'password' ? 'current-password' : 'one-time-code'}
        // A backup code has letters; a mailed one has none.
        inputMode={method === 'email' ? 'numeric' : undefined}
        inputRef={field}
        required
        hint={hints[method]}
        error={empty.value && code.value.trim() === '' ? own.required : undefined}
        class={method === 'password' ? undefined : 'one-time'}
      />
      <Button kind="primary" type="submit" disabled={checking}>
        {checking ? own.checking : own.submit}
      </Button>
      <div class="login-ways">
        <Button kind="quiet" onClick={() => factor.cancel()} disabled={checking}>
          {own.back}
        </Button>
        {method === 'email' && (
          <Button kind="quiet" onClick={() => void factor.mailAnother()} disabled={checking || mailing === 'sending'}>
            {mailing === 'sending' ? own.sending : own.another}
          </Button>
        )}
      </div>
    </form>
  )
}

/** What became of the code before, or of asking for another. */
function Told({ wrong, mailing }: { wrong: string | undefined; mailing: Mailing | undefined }): JSX.Element | null {
  const words = useWords()
  const failed = typeof mailing === 'object' ? sentenceOf(words, mailing) : undefined
  const bad = failed ?? wrong
  if (bad === undefined && mailing !== 'sent') return null
  return (
    <div class="login-trouble">
      <Banner kind={bad === undefined ? 'success' : 'error'}>{bad ?? words.secondFactor.sent}</Banner>
    </div>
  )
}
