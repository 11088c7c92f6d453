// Buttons: one that says what it does, and one that shows it with a picture and a name for everybody else.
import type { ComponentChildren, JSX } from 'preact'
import { Icon, type IconName } from './icon.tsx'

export interface ButtonProperties {
  readonly children: ComponentChildren
  /** `primary` is what most people want here; there is at most one in sight. @default 'plain' */
  readonly kind?: 'primary' | 'plain' | 'quiet' | 'danger'
  readonly icon?: IconName
  readonly onClick?: (event: MouseEvent) => void
  /** @default 'button' */
  readonly type?: 'button' | 'submit'
  readonly disabled?: boolean | undefined
  /** For a button that is on or off. */
  readonly pressed?: boolean | undefined
  readonly expanded?: boolean | undefined
  readonly title?: string | undefined
  readonly class?: string | undefined
}

export function Button(properties: ButtonProperties): JSX.Element {
  const { children, kind = 'plain', icon, type = 'button', pressed, expanded, class: more = '', ...rest } = properties
  return (
    <button type={type} class={`button ${kind} ${more}`} aria-pressed={pressed} aria-expanded={expanded} {...rest}>
      {icon && <Icon name={icon} />}
      <span class="label">{children}</span>
    </button>
  )
}

export interface IconButtonProperties {
  readonly icon: IconName
  /** What it does: the name that screen readers say and the tooltip shows. */
  readonly label: string
  /** As a person would press it, `Alt+↑`: shown in the tooltip. */
  readonly shortcut?: string
  readonly onClick?: (event: MouseEvent) => void
  readonly disabled?: boolean | undefined
  readonly pressed?: boolean | undefined
  readonly expanded?: boolean | undefined
  readonly class?: string | undefined
}

export function IconButton(properties: IconButtonProperties): JSX.Element {
  const { icon, label, shortcut, pressed, expanded, class: more = '', ...rest } = properties
  return (
    <button
      type="button"
      class={`icon-button ${more}`}
      aria-label={label}
      title={shortcut === undefined ? label : `${label} (${shortcut})`}
      aria-pressed={pressed}
      aria-expanded={expanded}
      {...rest}
    >
      <Icon name={icon} />
    </button>
  )
}
