// The words of the chat page, by language.
import type { TroubleKind } from '../model/trouble.ts'
import { en, type ChatWords } from './en.ts'
import { zh } from './zh.ts'

export const CHAT_WORDS = { en, zh }

export type { ChatWords }

/** Why, what to do, and what else is known about it. */
export function sentenceOf(
  words: ChatWords,
  trouble: { readonly kind: TroubleKind; readonly detail?: string | undefined; readonly seconds?: number | undefined },
): string {
  const { kind, detail, seconds } = trouble
  const parts = [words.troubles[kind]]
  if (seconds !== undefined) parts.push(words.waitSeconds(seconds))
  if (detail !== undefined && WITH_DETAIL.has(kind)) parts.push(words.serverSays(detail))
  return parts.join(' ')
}

/** Where our own sentence says all there is to say, the server's would only be in the way. */
const WITH_DETAIL: ReadonlySet<TroubleKind> = new Set(['refused', 'loginRefused', 'notAllowed', 'unknown'])
