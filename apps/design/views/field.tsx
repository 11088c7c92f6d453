// A field to type into, with its name above, what to type below, and what is wrong with it in place of that.
import type { JSX, Ref, TargetedInputEvent } from 'preact'
import { useId } from 'preact/hooks'

export interface FieldProperties {
  readonly label: string
  readonly value: string
  readonly onInput: (value: string) => void
  readonly hint?: string | undefined
  /** What is wrong, in one sentence. */
  readonly error?: string | undefined
  /** @default 'text' */
  readonly type?: 'text' | 'password' | undefined
  readonly placeholder?: string | undefined
  /** As HTML has it: `username`, `current-password` … */
  readonly autocomplete?: 'off' | 'url' | 'username' | 'current-password' | 'one-time-code' | undefined
  /** Which keys a phone offers. @default all */
  readonly inputMode?: 'numeric' | undefined
  readonly disabled?: boolean | undefined
  readonly required?: boolean | undefined
  readonly inputRef?: Ref<HTMLInputElement>
  /** The name is for screen readers only. @default false */
  readonly bare?: boolean
  readonly class?: string | undefined
}

export function Field(properties: FieldProperties): JSX.Element {
  const { label, hint, error, onInput, type = 'text', inputRef, bare = false, class: more = '', ...rest } = properties
  const id = useId()
  const below = error ?? hint
  const attributes = {
    id,
    ref: inputRef ?? null,
    spellcheck: false,
    autocapitalize: 'off',
    'aria-invalid': error !== undefined,
    'aria-describedby': below === undefined ? undefined : `${id}-below`,
    onInput: ({ currentTarget }: TargetedInputEvent<HTMLInputElement>) => onInput(currentTarget.value),
    ...rest,
  } as const
  return (
    <div class={`field ${more}`}>
      <label for={id} class={bare ? 'unseen' : undefined}>
        {label}
      </label>
      {type === 'password' ? <input type="password" {...attributes} /> : <input type="text" {...attributes} />}
      {below !== undefined && (
        <p id={`${id}-below`} class={error === undefined ? 'hint' : 'error'}>
          {below}
        </p>
      )}
    </div>
  )
}

export interface ChoiceProperties<Value extends string> {
  readonly label: string
  readonly value: Value
  readonly options: readonly { readonly value: Value; readonly label: string }[]
  readonly onChange: (value: Value) => void
  /** The name is for screen readers only. @default false */
  readonly bare?: boolean
  readonly class?: string | undefined
}

/** One of a few. */
export function Choice<Value extends string>(properties: ChoiceProperties<Value>): JSX.Element {
  const { label, value, options, onChange, bare = false, class: more = '' } = properties
  const id = useId()
  return (
    <div class={`field ${more}`}>
      <label for={id} class={bare ? 'unseen' : undefined}>
        {label}
      </label>
      <select
        id={id}
        value={value}
        onChange={({ currentTarget }) => {
          const chosen = options[currentTarget.selectedIndex]
          if (chosen) onChange(chosen.value)
        }}
      >
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
    </div>
  )
}
