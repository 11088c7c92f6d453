// What a key means in the field one writes in. Apart from the field, because input methods make it subtle: the Enter
// that takes a Chinese word from the list of candidates must never send.

/** What a keyboard event tells that matters here. */
export interface KeyPress {
  readonly key: string
  /** 229 while an input method has the key, in every browser, also where `isComposing` is not yet or not any more true. */
  readonly keyCode: number
  readonly isComposing: boolean
  readonly shiftKey: boolean
  readonly ctrlKey: boolean
  readonly altKey: boolean
  readonly metaKey: boolean
}

export type Meaning = 'send' | 'cancel' | 'editLast' | 'none'

/** Does an input method have this key? */
export function isInputMethod({ isComposing, keyCode }: Pick<KeyPress, 'isComposing' | 'keyCode'>): boolean {
  return isComposing || keyCode === 229
}

/**
 * @param composing Between `compositionstart` and `compositionend`, as the field has seen them. Safari ends a
 * composition before the key that ended it is told of; that key still has 229.
 * @param empty Is nothing written?
 */
export function meaningOf(press: KeyPress, composing: boolean, empty: boolean): Meaning {
  if (composing || isInputMethod(press)) return 'none'
  const { key, shiftKey, ctrlKey, altKey, metaKey } = press
  if (key === 'Enter' && !shiftKey && !altKey) return 'send'
  if (shiftKey || ctrlKey || altKey || metaKey) return 'none'
  if (key === 'Escape') return 'cancel'
  return key === 'ArrowUp' && empty ? 'editLast' : 'none'
}
