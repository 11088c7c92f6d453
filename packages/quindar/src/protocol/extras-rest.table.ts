// The REST routes beside the chat itself: commands, emoji, push, translation, encryption, calls.
import type { Message, OverRest } from './entities.ts'
import type { RestFact } from './facts.ts'
import type { RestSuccess } from './rest.table.ts'

export const commandsList: RestFact<
  'GET',
  '/api/v1/commands.list',
  { offset?: number; count?: number },
  RestSuccess & {
    commands: { command: string; params?: string; description?: string; clientOnly: boolean }[]
    count: number
    offset: number
    total: number
  }
> = {
  verb: 'GET',
  path: '/api/v1/commands.list',
  login: 'required',
  evidence: 'docs',
  answered: false,
}

export const commandsGet: RestFact<
  'GET',
  '/api/v1/commands.get',
  { command: string },
  RestSuccess & { command: { command: string; params?: string; description?: string; clientOnly: boolean } }
> = {
  verb: 'GET',
  path: '/api/v1/commands.get',
  login: 'required',
  evidence: 'docs',
  answered: false,
}

export const commandsRun: RestFact<
  'POST',
  '/api/v1/commands.run',
  { command: string; params?: string; roomId: string; tmid?: string; triggerId?: string },
  RestSuccess
> = {
  verb: 'POST',
  path: '/api/v1/commands.run',
  login: 'required',
  evidence: 'docs',
  answered: false,
}

export const commandsPreview: RestFact<
  'GET',
  '/api/v1/commands.preview',
  { command: string; params?: string; roomId: string },
  RestSuccess & { preview: { i18nTitle: string; items: { id: string; type: string; value: string }[] } }
> = {
  verb: 'GET',
  path: '/api/v1/commands.preview',
  login: 'required',
  evidence: 'docs',
  answered: false,
}

export const commandsPreviewChosen: RestFact<
  'POST',
  '/api/v1/commands.preview',
  {
    command: string
    params?: string
    roomId: string
    previewItem: { id: string; type: string; value: string }
    tmid?: string
    triggerId?: string
  },
  RestSuccess
> = {
  verb: 'POST',
  path: '/api/v1/commands.preview',
  login: 'required',
  evidence: 'docs',
  answered: false,
}

export const emojiCustomList: RestFact<
  'GET',
  '/api/v1/emoji-custom.list',
  { updatedSince?: string },
  RestSuccess & { emojis: { update: Record<string, unknown>[]; remove: Record<string, unknown>[] } }
> = {
  verb: 'GET',
  path: '/api/v1/emoji-custom.list',
  login: 'required',
  evidence: 'docs',
  answered: false,
}

export const customSoundsList: RestFact<
  'GET',
  '/api/v1/custom-sounds.list',
  { offset?: number; count?: number },
  RestSuccess & {
    sounds: { _id: string; name: string; extension: string }[]
    count: number
    offset: number
    total: number
  }
> = {
  verb: 'GET',
  path: '/api/v1/custom-sounds.list',
  login: 'required',
  evidence: 'docs',
  answered: false,
}

export const pushToken: RestFact<
  'POST',
  '/api/v1/push.token',
  { id?: string; type: string; value: string; appName: string },
  RestSuccess & { result: Record<string, unknown> }
> = {
  verb: 'POST',
  path: '/api/v1/push.token',
  login: 'required',
  evidence: 'docs',
  answered: false,
}

export const pushTokenRemove: RestFact<'DELETE', '/api/v1/push.token', { token: string }, RestSuccess> = {
  verb: 'DELETE',
  path: '/api/v1/push.token',
  login: 'required',
  evidence: 'docs',
  answered: false,
}

export const autotranslateGetSupportedLanguages: RestFact<
  'GET',
  '/api/v1/autotranslate.getSupportedLanguages',
  { targetLanguage: string },
  RestSuccess & { languages: { language: string; name: string }[] }
> = {
  verb: 'GET',
  path: '/api/v1/autotranslate.getSupportedLanguages',
  login: 'required',
  evidence: 'docs',
  answered: false,
}

export const autotranslateSaveSettings: RestFact<
  'POST',
  '/api/v1/autotranslate.saveSettings',
  { roomId: string; field: string; value: string | boolean; defaultLanguage?: string },
  RestSuccess
> = {
  verb: 'POST',
  path: '/api/v1/autotranslate.saveSettings',
  login: 'required',
  evidence: 'docs',
  answered: false,
}

export const autotranslateTranslateMessage: RestFact<
  'POST',
  '/api/v1/autotranslate.translateMessage',
  { messageId: string; targetLanguage?: string },
  RestSuccess & { message: OverRest<Message> }
> = {
  verb: 'POST',
  path: '/api/v1/autotranslate.translateMessage',
  login: 'required',
  evidence: 'docs',
  answered: false,
}

export const e2eFetchMyKeys: RestFact<
  'GET',
  '/api/v1/e2e.fetchMyKeys',
  undefined,
  RestSuccess & { public_key: string; private_key: string }
> = {
  verb: 'GET',
  path: '/api/v1/e2e.fetchMyKeys',
  login: 'required',
  evidence: 'docs',
  answered: false,
}

export const e2eSetUserPublicAndPrivateKeys: RestFact<
  'POST',
  '/api/v1/e2e.setUserPublicAndPrivateKeys',
  { public_key: string; private_key: string; force?: boolean },
  RestSuccess
> = {
  verb: 'POST',
  path: '/api/v1/e2e.setUserPublicAndPrivateKeys',
  login: 'required',
  evidence: 'docs',
  answered: false,
}

export const e2eGetUsersOfRoomWithoutKey: RestFact<
  'GET',
  '/api/v1/e2e.getUsersOfRoomWithoutKey',
  { rid: string },
  RestSuccess & { users: { _id: string; e2e: { public_key: string } }[] }
> = {
  verb: 'GET',
  path: '/api/v1/e2e.getUsersOfRoomWithoutKey',
  login: 'required',
  evidence: 'docs',
  answered: false,
}

export const e2eSetRoomKeyID: RestFact<
  'POST',
  '/api/v1/e2e.setRoomKeyID',
  { rid: string; keyID: string },
  RestSuccess
> = {
  verb: 'POST',
  path: '/api/v1/e2e.setRoomKeyID',
  login: 'required',
  evidence: 'docs',
  answered: false,
}

export const e2eUpdateGroupKey: RestFact<
  'POST',
  '/api/v1/e2e.updateGroupKey',
  { rid: string; uid: string; key: string },
  RestSuccess
> = {
  verb: 'POST',
  path: '/api/v1/e2e.updateGroupKey',
  login: 'required',
  evidence: 'docs',
  answered: false,
}

export const e2eAcceptSuggestedGroupKey: RestFact<
  'POST',
  '/api/v1/e2e.acceptSuggestedGroupKey',
  { rid: string },
  RestSuccess
> = {
  verb: 'POST',
  path: '/api/v1/e2e.acceptSuggestedGroupKey',
  login: 'required',
  evidence: 'docs',
  answered: false,
}

export const e2eRejectSuggestedGroupKey: RestFact<
  'POST',
  '/api/v1/e2e.rejectSuggestedGroupKey',
  { rid: string },
  RestSuccess
> = {
  verb: 'POST',
  path: '/api/v1/e2e.rejectSuggestedGroupKey',
  login: 'required',
  evidence: 'docs',
  answered: false,
}

export const e2eProvideUsersSuggestedGroupKeys: RestFact<
  'POST',
  '/api/v1/e2e.provideUsersSuggestedGroupKeys',
  { usersSuggestedGroupKeys: Record<string, { _id: string; key: string }[]> },
  RestSuccess
> = {
  verb: 'POST',
  path: '/api/v1/e2e.provideUsersSuggestedGroupKeys',
  login: 'required',
  evidence: 'docs',
  answered: false,
}

export const e2eFetchUsersWaitingForGroupKey: RestFact<
  'GET',
  '/api/v1/e2e.fetchUsersWaitingForGroupKey',
  { roomIds: string[] },
  RestSuccess & { usersWaitingForE2EKeys: Record<string, { _id: string; public_key: string }[]> }
> = {
  verb: 'GET',
  path: '/api/v1/e2e.fetchUsersWaitingForGroupKey',
  login: 'required',
  evidence: 'docs',
  answered: false,
}

export const e2eResetRoomKey: RestFact<
  'POST',
  '/api/v1/e2e.resetRoomKey',
  { rid: string; e2eKey: string; e2eKeyId: string },
  RestSuccess
> = {
  verb: 'POST',
  path: '/api/v1/e2e.resetRoomKey',
  login: 'required',
  evidence: 'docs',
  answered: false,
}

export const videoConferenceStart: RestFact<
  'POST',
  '/api/v1/video-conference.start',
  { roomId: string; title?: string; allowRinging?: boolean },
  RestSuccess & { data: { type: 'direct' | 'videoconference' | 'livechat'; callId: string; [field: string]: unknown } }
> = {
  verb: 'POST',
  path: '/api/v1/video-conference.start',
  login: 'required',
  since: '5.0',
  evidence: 'docs',
  answered: false,
}

export const videoConferenceJoin: RestFact<
  'POST',
  '/api/v1/video-conference.join',
  { callId: string; state?: { mic?: boolean; cam?: boolean } },
  RestSuccess & { url: string; providerName: string }
> = {
  verb: 'POST',
  path: '/api/v1/video-conference.join',
  login: 'optional',
  since: '5.0',
  evidence: 'docs',
  answered: false,
}

export const videoConferenceCancel: RestFact<
  'POST',
  '/api/v1/video-conference.cancel',
  { callId: string },
  RestSuccess
> = {
  verb: 'POST',
  path: '/api/v1/video-conference.cancel',
  login: 'required',
  since: '5.0',
  evidence: 'docs',
  answered: false,
}

export const videoConferenceInfo: RestFact<
  'GET',
  '/api/v1/video-conference.info',
  { callId: string },
  RestSuccess & { _id: string; type: string; rid: string; providerName: string; capabilities?: Record<string, unknown> }
> = {
  verb: 'GET',
  path: '/api/v1/video-conference.info',
  login: 'required',
  since: '5.0',
  evidence: 'docs',
  answered: false,
}

export const videoConferenceList: RestFact<
  'GET',
  '/api/v1/video-conference.list',
  { roomId: string; offset?: number; count?: number },
  RestSuccess & { data: Record<string, unknown>[]; count: number; offset: number; total: number }
> = {
  verb: 'GET',
  path: '/api/v1/video-conference.list',
  login: 'required',
  since: '5.0',
  evidence: 'docs',
  answered: false,
}

export const videoConferenceCapabilities: RestFact<
  'GET',
  '/api/v1/video-conference.capabilities',
  undefined,
  RestSuccess & { providerName: string; capabilities: Record<string, unknown> }
> = {
  verb: 'GET',
  path: '/api/v1/video-conference.capabilities',
  login: 'required',
  since: '5.0',
  evidence: 'docs',
  answered: false,
}

export const videoConferenceProviders: RestFact<
  'GET',
  '/api/v1/video-conference.providers',
  undefined,
  RestSuccess & { data: { key: string; label: string }[] }
> = {
  verb: 'GET',
  path: '/api/v1/video-conference.providers',
  login: 'required',
  since: '5.0',
  evidence: 'docs',
  answered: false,
}
