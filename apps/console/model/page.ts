// What the console's views are given: its model, its words, and what they show beside it.
import { signal, type ReadonlySignal, type Signal } from '@preact/signals-core'
import type { Preferences } from '../../design/model/preferences.ts'
import type { ConsoleWords } from '../words/en.ts'
import type { WireConsole } from './console.ts'
import type { Fields } from './fields.ts'
import type { LivechatRecipe } from './livechat.ts'

/** What can be walked through: the question's five steps, and its livechat script. */
export const RECIPES = ['steps', 'livechat'] as const
export type RecipeName = (typeof RECIPES)[number]

export interface ConsolePage {
  readonly model: WireConsole
  readonly words: ReadonlySignal<ConsoleWords>
  readonly preferences: Preferences
  readonly recipe: Signal<RecipeName>
  /** The second recipe, once it has been asked for. */
  readonly livechat: Signal<LivechatRecipe | undefined>
  /** On narrow screens steps and frames take turns. */
  readonly tab: Signal<'steps' | 'log'>
  /** The entry of the log that is read. */
  readonly selected: Signal<number | undefined>
  /** @returns whether the browser let it. */
  readonly copy: (text: string) => Promise<boolean>
  readonly download: (name: string, text: string) => void
  readonly random: () => number
  /** Milliseconds since 1970. */
  readonly now: () => number
}

/** What a page has from its browser. */
export type PageTools = Pick<ConsolePage, 'copy' | 'download' | 'random' | 'now'>

export function createPage(
  model: WireConsole,
  words: ReadonlySignal<ConsoleWords>,
  preferences: Preferences,
  tools: PageTools,
): ConsolePage {
  return {
    model,
    words,
    preferences,
    recipe: signal('steps'),
    livechat: signal(undefined),
    tab: signal('steps'),
    selected: signal(undefined),
    ...tools,
  }
}

/** All of the recipe that is shown. */
export async function runRecipe({ model, recipe, livechat }: ConsolePage): Promise<void> {
  await (recipe.peek() === 'steps' ? model.runAll() : livechat.peek()?.runAll())
}

/** The name of a recording: whose wire it is. */
export function recordingName(fields: Fields): string {
  const { value } = fields.address
  const host = typeof value === 'string' ? 'wire' : new URL(value.http).host
  return `${host.replace(/[^\w.-]+/g, '-')}.log`
}
