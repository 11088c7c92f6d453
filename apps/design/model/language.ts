// The two languages of the pages, and the words of a page in the one that is chosen.
import { computed, type ReadonlySignal } from '@preact/signals-core'

export const LANGUAGES = ['en', 'zh'] as const
export type Language = (typeof LANGUAGES)[number]

/** As `<html lang>` and `Intl` want it. */
export const LANGUAGE_TAGS: Readonly<Record<Language, string>> = { en: 'en', zh: 'zh-CN' }

/** The language that somebody reads who has told the browser these, most liked first. @default 'en' */
export function preferredLanguage(tags: readonly string[]): Language {
  for (const tag of tags) {
    const language = LANGUAGES.find((known) => tag.toLowerCase().split('-', 1)[0] === known)
    if (language !== undefined) return language
  }
  return 'en'
}

/** The words of a page: English says which there are, every other language has the same ones. */
export function wordsIn<Words>(
  language: ReadonlySignal<Language>,
  dictionaries: Readonly<Record<Language, Words>>,
): ReadonlySignal<Words> {
  return computed(() => dictionaries[language.value])
}
