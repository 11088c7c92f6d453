// What this server is set to, by the names that Rocket.Chat has for it: only what really holds here.

import { DANGEROUS_TYPES, LARGEST_FILE } from './livechat/files.ts'
import { MAX_TEXT_LENGTH } from './message-text.ts'

export interface PublicSetting {
  readonly id: string
  readonly value: boolean | number | string
}

/** Nothing here can be changed while the server runs. */
export const PUBLIC_SETTINGS: readonly PublicSetting[] = [
  { id: 'Accounts_TwoFactorAuthentication_Enabled', value: true },
  { id: 'FileUpload_Enabled', value: true },
  { id: 'FileUpload_MaxFileSize', value: LARGEST_FILE },
  { id: 'FileUpload_MediaTypeBlackList', value: DANGEROUS_TYPES.join(',') },
  { id: 'FileUpload_MediaTypeWhiteList', value: '' },
  { id: 'FileUpload_ProtectFiles', value: true },
  { id: 'Message_MaxAllowedSize', value: MAX_TEXT_LENGTH },
]
