// quindar/livechat: the visitor's side of Rocket.Chat's livechat, who has a token and no login.
export { livechat, type LivechatOptions } from './entry.ts'
export type {
  Livechat,
  LivechatEvents,
  LivechatState,
  OfflineMessage,
  Page,
  Rating,
  SendOptions,
  UploadOptions,
  VisitorDetails,
} from './livechat.ts'
export type { ChatAgent, ChatVisitor, Department, LivechatMessage, QueuePosition } from './documents.ts'
export type { LivechatStorage } from './kept.ts'
