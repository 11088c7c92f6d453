// The bar at the top of every page: whose page it is, the way to the other one, theme and language.
import type { ComponentChildren, JSX } from 'preact'
import type { Preferences } from '../model/preferences.ts'
import { DESIGN_WORDS } from '../model/words.ts'
import { PreferenceChoices } from './preferences.tsx'

export interface HeaderProperties {
  readonly page: 'chat' | 'console'
  readonly preferences: Preferences
  readonly children?: ComponentChildren
}

/** Addresses without a slash in front: the pages also live below a path. */
const PLACES = { chat: './', console: './console' } as const

export function Header({ page, preferences, children }: HeaderProperties): JSX.Element {
  const words = DESIGN_WORDS[preferences.language.value]
  return (
    <header class="page-header">
      <a class="skip" href="#content">
        {words.skip}
      </a>
      <a class="brand" href="./" aria-label={`Quindar: ${words.chat}`}>
        <svg viewBox="0 0 32 32" aria-hidden="true">
          <rect width="32" height="32" rx="8" />
          <path d="M7 16h3.5l2.5-7 5 14 2.5-7H25" />
        </svg>
        <span>Quindar</span>
      </a>
      <nav>
        {(['chat', 'console'] as const).map((place) => (
          <a key={place} href={PLACES[place]} aria-current={place === page ? 'page' : undefined}>
            {words[place]}
          </a>
        ))}
      </nav>
      {children}
      <PreferenceChoices preferences={preferences} />
    </header>
  )
}
