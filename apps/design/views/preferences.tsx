// Theme and language, to choose, as every page has them in its header.
import { useComputed } from '@preact/signals'
import type { JSX } from 'preact'
import { LANGUAGES, LANGUAGE_TAGS } from '../model/language.ts'
import { THEMES, type Preferences } from '../model/preferences.ts'
import { DESIGN_WORDS, LANGUAGE_NAMES } from '../model/words.ts'
import { Choice } from './field.tsx'

export function PreferenceChoices({ preferences }: { readonly preferences: Preferences }): JSX.Element {
  const words = useComputed(() => DESIGN_WORDS[preferences.language.value]).value
  return (
    <div class="preferences">
      <Choice
        bare
        label={words.appearance}
        value={preferences.theme.value}
        options={THEMES.map((value) => ({ value, label: words.themes[value] }))}
        onChange={(theme) => (preferences.theme.value = theme)}
      />
      <div class="segments" role="group" aria-label={words.language}>
        {LANGUAGES.map((language) => (
          <button
            key={language}
            type="button"
            lang={LANGUAGE_TAGS[language]}
            aria-pressed={preferences.language.value === language}
            onClick={() => (preferences.language.value = language)}
          >
            {LANGUAGE_NAMES[language]}
          </button>
        ))}
      </div>
    </div>
  )
}
