// One sentence across the page about its state, with what can be done about it.
import type { ComponentChildren, JSX } from 'preact'

export interface BannerProperties {
  /** `error` is said at once by screen readers; the others when there is a pause. @default 'info' */
  readonly kind?: 'info' | 'success' | 'warning' | 'error'
  readonly children: ComponentChildren
  readonly actions?: ComponentChildren
}

export function Banner({ kind = 'info', children, actions }: BannerProperties): JSX.Element {
  return (
    <div class={`banner ${kind}`} role={kind === 'error' ? 'alert' : 'status'}>
      <p>{children}</p>
      {actions !== undefined && <div class="banner-actions">{actions}</div>}
    </div>
  )
}
