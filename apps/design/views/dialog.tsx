// A window above the page: the browser's own dialog, which keeps the focus inside, closes with Escape and gives it back.
import type { ComponentChildren, JSX } from 'preact'
import { useId, useLayoutEffect, useRef } from 'preact/hooks'
import { IconButton } from './button.tsx'

export interface DialogProperties {
  readonly title: string
  /** The name of the button in the corner. */
  readonly closeLabel: string
  readonly onClose: () => void
  readonly children: ComponentChildren
  /** Buttons, the one that goes on last. */
  readonly actions?: ComponentChildren
  readonly class?: string | undefined
}

/** Open as long as it is drawn. */
export function Dialog({
  title,
  closeLabel,
  onClose,
  children,
  actions,
  class: more = '',
}: DialogProperties): JSX.Element {
  const dialog = useRef<HTMLDialogElement>(null)
  const id = useId()
  useLayoutEffect(() => {
    const { current } = dialog
    const before = document.activeElement
    current?.showModal()
    return () => {
      current?.close()
      // A dialog that leaves the page with its closing does not always give the focus back itself.
      if (before instanceof HTMLElement) before.focus()
    }
  }, [])
  return (
    <dialog
      ref={dialog}
      class={`dialog ${more}`}
      aria-labelledby={id}
      onCancel={(event) => {
        event.preventDefault()
        onClose()
      }}
      onClick={(event) => {
        if (event.target === dialog.current) onClose()
      }}
    >
      <div class="dialog-body">
        <header>
          <h2 id={id}>{title}</h2>
          <IconButton icon="close" label={closeLabel} onClick={onClose} />
        </header>
        <div class="dialog-content">{children}</div>
        {actions !== undefined && <footer>{actions}</footer>}
      </div>
    </dialog>
  )
}
