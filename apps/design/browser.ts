// What the browser gives to the pages' models: the place where choices are kept, and the document that shows them.
import { effect } from '@preact/signals-core'
import { LANGUAGE_TAGS } from './model/language.ts'
import { createPreferences, type Keep, type Preferences } from './model/preferences.ts'

/** The browser's own storage. In private mode or when it is full it may throw: then nothing is kept, and nothing breaks. */
export const browserKeep: Keep = {
  get: (key) => {
    try {
      return localStorage.getItem(key) ?? undefined
    } catch {
      return undefined
    }
  },
  set: (key, value) => {
    try {
      localStorage.setItem(key, value)
    } catch {
      // The choice holds until the page is left.
    }
  },
  watch: (listener) => {
    const hear = ({ key, newValue }: StorageEvent): void => {
      if (key !== null) listener(key, newValue ?? undefined)
    }
    addEventListener('storage', hear)
    return () => removeEventListener('storage', hear)
  },
}

/** Are the demo's people on the server that gave us this page? It says so in the page itself. */
export function hasDemo(): boolean {
  return document.querySelector('meta[name="quindar-demo"]') !== null
}

/** The reader's choices, shown on `<html>` from now on. */
export function preferencesOfThisBrowser(): Preferences {
  const preferences = createPreferences(browserKeep, navigator.languages)
  const { documentElement } = document
  effect(() => {
    documentElement.lang = LANGUAGE_TAGS[preferences.language.value]
  })
  effect(() => {
    const theme = preferences.theme.value
    if (theme === 'system') delete documentElement.dataset['theme']
    else documentElement.dataset['theme'] = theme
  })
  return preferences
}
