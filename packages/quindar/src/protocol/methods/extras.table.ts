// Methods beside the chat itself: permissions, commands, push, older uploads, storages elsewhere.
import type { Delta, Permission } from '../entities.ts'
import type { MethodFact } from '../facts.ts'

/** Which roles may do what. */
export const permissionsGet: MethodFact<'permissions/get', [updatedSince?: Date], Permission[] | Delta<Permission>> = {
  name: 'permissions/get',
  rest: 'GET /api/v1/permissions.listAll',
  evidence: 'source',
  answered: false,
}

/** The emoji that this server has made for itself. It was planned to end with 7.0 and is not in 8.3. */
export const listEmojiCustom: MethodFact<
  'listEmojiCustom',
  [options?: Record<string, unknown>],
  { _id: string; name: string; aliases: string[]; extension: string }[]
> = {
  name: 'listEmojiCustom',
  until: '7.0',
  rest: 'GET /api/v1/emoji-custom.list',
  evidence: 'draft',
  answered: false,
}

/** The sounds that this server has made for itself. */
export const listCustomSounds: MethodFact<'listCustomSounds', [], { _id: string; name: string; extension: string }[]> =
  {
    name: 'listCustomSounds',
    announcedUntil: '9.0',
    rest: 'GET /api/v1/custom-sounds.list',
    evidence: 'source',
    answered: false,
  }

/** The words of a language for dates, for old web clients. */
export const loadLocale: MethodFact<'loadLocale', [language: string], string> = {
  name: 'loadLocale',
  evidence: 'source',
  answered: false,
}

/** Runs a command such as `/shrug`. */
export const slashCommand: MethodFact<
  'slashCommand',
  [call: { cmd: string; params: string; msg: { rid: string; [field: string]: unknown }; triggerId?: string }],
  unknown
> = {
  name: 'slashCommand',
  errors: ['error-invalid-user', 'error-invalid-command'],
  rest: 'POST /api/v1/commands.run',
  evidence: 'source',
  answered: false,
}

/** What a command would offer to choose from. */
export const getSlashCommandPreviews: MethodFact<
  'getSlashCommandPreviews',
  [call: { cmd: string; params: string; msg: { rid: string; [field: string]: unknown }; triggerId?: string }],
  { i18nTitle: string; items: { id: string; type: string; value: string }[] } | undefined
> = {
  name: 'getSlashCommandPreviews',
  rest: 'GET /api/v1/commands.preview',
  evidence: 'source',
  answered: false,
}

/** Runs a command with what was chosen. */
export const executeSlashCommandPreview: MethodFact<
  'executeSlashCommandPreview',
  [
    call: { cmd: string; params: string; msg: { rid: string; [field: string]: unknown }; triggerId?: string },
    item: { id: string; type: string; value: string },
  ],
  unknown
> = {
  name: 'executeSlashCommandPreview',
  rest: 'POST /api/v1/commands.preview',
  evidence: 'source',
  answered: false,
}

/** Says where this device takes push notifications. */
export const raixPushUpdate: MethodFact<
  'raix:push-update',
  [
    options: {
      id?: string
      token: { apn: string } | { gcm: string }
      appName: string
      userId?: string
      metadata?: Record<string, unknown>
    },
  ],
  Record<string, unknown>
> = {
  name: 'raix:push-update',
  rest: 'POST /api/v1/push.token',
  evidence: 'source',
  answered: false,
}

/** Says that this device’s push notifications are this user’s. */
export const raixPushSetuser: MethodFact<'raix:push-setuser', [id: string], boolean> = {
  name: 'raix:push-setuser',
  evidence: 'source',
  answered: false,
}

/** The message of a file that was uploaded before. */
export const sendFileMessage: MethodFact<
  'sendFileMessage',
  [
    rid: string,
    store: string | null,
    file: { _id: string; type: string; size: number; name: string; [field: string]: unknown },
    message?: Record<string, unknown>,
  ],
  boolean
> = {
  name: 'sendFileMessage',
  announcedUntil: '9.0',
  rest: 'POST /api/v1/rooms.mediaConfirm/:rid/:fileId',
  evidence: 'source',
  answered: false,
}

/** Begins an upload as old releases have it; the bytes go to `/ufs/<store>`. Since when it is gone is not known; `rooms.media` takes its place. */
export const ufsCreate: MethodFact<'ufsCreate', [file: Record<string, unknown>], unknown> = {
  name: 'ufsCreate',
  rest: 'POST /api/v1/rooms.media/:rid',
  evidence: 'source',
  answered: false,
}

/** Ends such an upload. Since when it is gone is not known; `rooms.media` takes its place. */
export const ufsComplete: MethodFact<'ufsComplete', [fileId: string, store: string, token: string], unknown> = {
  name: 'ufsComplete',
  rest: 'POST /api/v1/rooms.media/:rid',
  evidence: 'source',
  answered: false,
}

/** Takes such an upload back. Since when it is gone is not known; `rooms.media` takes its place. */
export const ufsDelete: MethodFact<'ufsDelete', [fileId: string, store: string, token: string], unknown> = {
  name: 'ufsDelete',
  rest: 'POST /api/v1/rooms.media/:rid',
  evidence: 'source',
  answered: false,
}

/** The user has seen a banner. */
export const bannerDismiss: MethodFact<'banner/dismiss', [banner: { id: string }], boolean> = {
  name: 'banner/dismiss',
  evidence: 'source',
  answered: false,
}

/** Remembers a storage of the user’s own elsewhere. */
export const addWebdavAccount: MethodFact<'addWebdavAccount', [account: Record<string, unknown>], boolean> = {
  name: 'addWebdavAccount',
  evidence: 'source',
  answered: false,
}

/** Forgets it. */
export const removeWebdavAccount: MethodFact<'removeWebdavAccount', [accountId: string], boolean> = {
  name: 'removeWebdavAccount',
  until: '7.0',
  evidence: 'changelog',
  answered: false,
}

/** What is in such a storage. */
export const getWebdavFileList: MethodFact<
  'getWebdavFileList',
  [accountId: string, path: string],
  { success: boolean; data: unknown[] }
> = {
  name: 'getWebdavFileList',
  evidence: 'source',
  answered: false,
}

/** A file of such a storage. */
export const getFileFromWebdav: MethodFact<
  'getFileFromWebdav',
  [accountId: string, file: { filename: string; [field: string]: unknown }],
  { success: boolean; data: Uint8Array }
> = {
  name: 'getFileFromWebdav',
  evidence: 'source',
  answered: false,
}

/** Puts a file into such a storage. */
export const uploadFileToWebdav: MethodFact<
  'uploadFileToWebdav',
  [accountId: string, data: Uint8Array, name: string],
  { success: boolean; [field: string]: unknown }
> = {
  name: 'uploadFileToWebdav',
  evidence: 'source',
  answered: false,
}
