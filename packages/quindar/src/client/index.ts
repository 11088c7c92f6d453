// quindar: the client. The door: what applications import.
export { createClient, connect, CONNECT_TIMEOUT_MS, type ConnectOptions } from './entry.ts'
export type { CallRequest, Client, ClientEvents, ClientOptions, Gap, Outbox, ReadyOptions } from './client.ts'
export type { CallOptions, Retry } from './calls.ts'
export type { ConnectionState, Stats } from './connection.ts'
export type { ListenOptions, Unsubscribe } from './emitter.ts'
export type { IterateOptions } from './iterate.ts'
export { messageOf, type Author, type Mention, type Message } from './message.ts'
export type { DownloadOptions } from './download.ts'
export { filesOf, type MessageFile } from './message-files.ts'
export type { Logger, PageHints, Ports, Socket, SocketConstructor, UploadRequest } from './ports.ts'
export type { Presence, UserPresence } from './presence.ts'
export type { RestOptions } from './rest.ts'
export type {
  CommandOptions,
  Draft,
  Member,
  NewRoom,
  PageOptions,
  ReplyOptions,
  Room,
  RoomEvents,
  Thread,
  ThreadEvents,
  ThreadSnapshot,
} from './room.ts'
export type { JoinedRoom, RoomKind, RoomList } from './room-entry.ts'
export type { Found, FoundRoom, FoundUser, UserInfo, Users } from './room-found.ts'
export type { HeardMessage } from './room-heard.ts'
export type {
  AccessTokenCredentials,
  Credentials,
  LdapCredentials,
  OAuthCredentials,
  PasswordCredentials,
} from './login.ts'
export type { SignedInUser } from './session.ts'
export type { ClientStorage } from './storage.ts'
export { indexedDBStorage } from './storage-indexed-db.ts'
export type { Stream } from './stream.ts'
export type { StreamListenOptions, StreamUnsubscribe } from './streams.ts'
export type { Tap } from './tap.ts'
export { parseServerUrl, type ServerUrl } from './url.ts'
export type { Progress } from './transfer.ts'
export type { TimelineGap, TimelineSnapshot } from './timeline.ts'
export type { Proof, TwoFactorAnswer, TwoFactorChallenge } from './two-factor-challenge.ts'
export type { Typing } from './typing.ts'
export { checkFile, FILE_SETTINGS, fileLimitsOf, type FileLimits } from './upload-limits.ts'
export type { UploadOptions } from './upload-options.ts'
export {
  AuthError,
  ConnectionError,
  ConnectionLostError,
  FileRefusedError,
  InvalidCredentialsError,
  MethodError,
  NotSupportedError,
  QuindarError,
  RateLimitError,
  RoomClosedError,
  SubscriptionDeniedError,
  TimeoutError,
  TokenExpiredError,
  TwoFactorCancelledError,
  TwoFactorFailedError,
  TwoFactorRequiredError,
  type ErrorCode,
  type TwoFactorMethod,
} from '../protocol/index.ts'
