// Methods about following threads, searching as the server is set up, and translating.
import type { Message } from '../entities.ts'
import type { MethodFact } from '../facts.ts'

/** The user hears of answers to this message from now on: his id goes into its `replies`. */
export const followMessage: MethodFact<'followMessage', [target: { mid: string }], true | undefined> = {
  name: 'followMessage',
  errors: ['error-invalid-user', 'error-invalid-message', 'error-not-allowed'],
  since: '1.0',
  announcedUntil: '9.0',
  rest: 'POST /api/v1/chat.followMessage',
  evidence: 'source',
}

/** He does not any more: his id goes out of `replies`, the thread out of his `tunread`. */
export const unfollowMessage: MethodFact<'unfollowMessage', [target: { mid: string }], true | undefined> = {
  name: 'unfollowMessage',
  errors: ['error-invalid-user', 'error-invalid-message', 'error-not-allowed'],
  since: '1.0',
  announcedUntil: '9.0',
  rest: 'POST /api/v1/chat.unfollowMessage',
  evidence: 'source',
}

/** Everything in a thread has been seen: it goes out of `tunread`. */
export const readThreads: MethodFact<'readThreads', [tmid: string], void> = {
  name: 'readThreads',
  errors: ['error-invalid-user', 'error-not-allowed'],
  since: '1.0',
  announcedUntil: '9.0',
  rest: 'POST /api/v1/subscriptions.read',
  evidence: 'source',
}

/** Searches with whichever search the server has set up. */
export const rocketchatSearchSearch: MethodFact<
  'rocketchatSearch.search',
  [text: string, context?: { uid?: string; rid?: string }, payload?: Record<string, unknown>],
  Record<string, unknown>
> = {
  name: 'rocketchatSearch.search',
  announcedUntil: '9.0',
  rest: 'GET /api/v1/chat.search',
  evidence: 'source',
  answered: false,
}

/** What one may be about to search for. */
export const rocketchatSearchSuggest: MethodFact<
  'rocketchatSearch.suggest',
  [text: string, context?: { uid?: string; rid?: string }, payload?: Record<string, unknown>],
  { text: string; [field: string]: unknown }[]
> = {
  name: 'rocketchatSearch.suggest',
  announcedUntil: '9.0',
  evidence: 'source',
  answered: false,
}

/** Which search the server has set up. */
export const rocketchatSearchGetProvider: MethodFact<
  'rocketchatSearch.getProvider',
  [],
  | {
      key: string
      description: string
      icon?: string
      resultTemplate?: string
      supportsSuggestions?: boolean
      settings?: Record<string, unknown>
    }
  | undefined
> = {
  name: 'rocketchatSearch.getProvider',
  announcedUntil: '9.0',
  evidence: 'source',
  answered: false,
}

/** Has a message translated; it comes again with `translations`. */
export const autoTranslateTranslateMessage: MethodFact<
  'autoTranslate.translateMessage',
  [message: { _id: string; rid?: string; [field: string]: unknown }, language: string],
  Message | undefined
> = {
  name: 'autoTranslate.translateMessage',
  announcedUntil: '9.0',
  rest: 'POST /api/v1/autotranslate.translateMessage',
  evidence: 'source',
  answered: false,
}

/** Into which languages. */
export const autoTranslateGetSupportedLanguages: MethodFact<
  'autoTranslate.getSupportedLanguages',
  [language: string],
  { language: string; name: string }[]
> = {
  name: 'autoTranslate.getSupportedLanguages',
  announcedUntil: '9.0',
  rest: 'GET /api/v1/autotranslate.getSupportedLanguages',
  evidence: 'source',
  answered: false,
}

/** Whether messages of a room are translated for the user, and into what. */
export const autoTranslateSaveSettings: MethodFact<
  'autoTranslate.saveSettings',
  [rid: string, field: string, value: string, options?: { defaultLanguage?: string }],
  boolean
> = {
  name: 'autoTranslate.saveSettings',
  announcedUntil: '9.0',
  rest: 'POST /api/v1/autotranslate.saveSettings',
  evidence: 'source',
  answered: false,
}

/** Who translates. */
export const autoTranslateGetProviderUiMetadata: MethodFact<
  'autoTranslate.getProviderUiMetadata',
  [],
  Record<string, { name: string; displayName: string }>
> = {
  name: 'autoTranslate.getProviderUiMetadata',
  announcedUntil: '9.0',
  evidence: 'source',
  answered: false,
}
