// What a reader has chosen for all pages: theme and language, kept where the browser keeps things, if it does.
import { effect, signal, type Signal } from '@preact/signals-core'
import { LANGUAGES, preferredLanguage, type Language } from './language.ts'

export const THEMES = ['system', 'light', 'dark'] as const
export type Theme = (typeof THEMES)[number]

/** Where choices are kept. A place that keeps nothing (private mode, storage full) answers nothing and says nothing. */
export interface Keep {
  get(key: string): string | undefined
  set(key: string, value: string): void
  /** Hears of what another tab has set; returns the way to stop that. */
  watch(listener: (key: string, value: string | undefined) => void): () => void
}

export interface Preferences {
  readonly theme: Signal<Theme>
  readonly language: Signal<Language>
  /** Stops keeping. */
  readonly dispose: () => void
}

const THEME_KEY = 'quindar.theme'
const LANGUAGE_KEY = 'quindar.language'

/** @param languages As `navigator.languages` has them: what counts until somebody has chosen. */
export function createPreferences(keep: Keep, languages: readonly string[]): Preferences {
  const theme = signal<Theme>(oneOf(THEMES, keep.get(THEME_KEY)) ?? 'system')
  const chosen = oneOf(LANGUAGES, keep.get(LANGUAGE_KEY))
  const language = signal<Language>(chosen ?? preferredLanguage(languages))
  const disposers = [keepChanges(keep, THEME_KEY, theme), keepChanges(keep, LANGUAGE_KEY, language)]
  disposers.push(
    keep.watch((key, value) => {
      if (key === THEME_KEY) theme.value = oneOf(THEMES, value) ?? 'system'
      if (key === LANGUAGE_KEY) language.value = oneOf(LANGUAGES, value) ?? preferredLanguage(languages)
    }),
  )
  return { theme, language, dispose: () => disposers.forEach((dispose) => dispose()) }
}

/** Only what was chosen is kept: who never chose goes on following the system. */
function keepChanges(keep: Keep, key: string, choice: Signal<string>): () => void {
  let before = choice.value
  return effect(() => {
    const { value } = choice
    if (value !== before) keep.set(key, value)
    before = value
  })
}

function oneOf<Name extends string>(names: readonly Name[], text: string | undefined): Name | undefined {
  return names.find((name) => name === text)
}
