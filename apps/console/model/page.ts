// What the console's views are given: its model, its words, and what they show beside it.
import { signal, type ReadonlySignal, type Signal } from '@preact/signals-core'
import type { Preferences } from '../../design/model/preferences.ts'
import type { ConsoleWords } from '../words/en.ts'
import type { WireConsole } from './console.ts'
import type { Fields } from './fields.ts'

export interface ConsolePage {
  readonly model: WireConsole
  readonly words: ReadonlySignal<ConsoleWords>
  readonly preferences: Preferences
  /** On narrow screens steps and frames take turns. */
  readonly tab: Signal<'steps' | 'log'>
  /** The entry of the log that is read. */
  readonly selected: Signal<number | undefined>
  /** @returns whether the browser let it. */
  readonly copy: (text: string) => Promise<boolean>
  readonly download: (name: string, text: string) => void
  readonly random: () => number
}

/** What a page has from its browser. */
export type PageTools = Pick<ConsolePage, 'copy' | 'download' | 'random'>

export function createPage(
  model: WireConsole,
  words: ReadonlySignal<ConsoleWords>,
  preferences: Preferences,
  tools: PageTools,
): ConsolePage {
  return { model, words, preferences, tab: signal('steps'), selected: signal(undefined), ...tools }
}

/** The name of a recording: whose wire it is. */
export function recordingName(fields: Fields): string {
  const { value } = fields.address
  const host = typeof value === 'string' ? 'wire' : new URL(value.http).host
  return `${host.replace(/[^\w.-]+/g, '-')}.log`
}
