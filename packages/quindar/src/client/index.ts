// quindar: the client. The door: what applications import.
export { createClient, connect, CONNECT_TIMEOUT_MS, type ConnectOptions } from './entry.ts'
export type { CallRequest, Client, ClientEvents, ClientOptions, Gap, Outbox, ReadyOptions } from './client.ts'
export type { CallOptions, Retry } from './calls/calls.ts'
export type { ConnectionState, Stats } from './connection/connection.ts'
export type { ListenOptions, Unsubscribe } from './emitter.ts'
export type { IterateOptions } from './iterate.ts'
export { messageOf, type Author, type Mention, type Message } from './messages/message.ts'
export type { DownloadOptions } from './files/download.ts'
export { filesOf, type MessageFile } from './messages/message-files.ts'
export type { Logger, PageHints, Ports, Socket, SocketConstructor, UploadRequest } from './ports.ts'
export type { Presence, UserPresence } from './rooms/presence.ts'
export type { RestOptions } from './calls/rest.ts'
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
} from './rooms/room.ts'
export type { JoinedRoom, RoomKind, RoomList } from './rooms/room-entry.ts'
export type { Found, FoundRoom, FoundUser, UserInfo, Users } from './rooms/room-found.ts'
export type { HeardMessage } from './rooms/room-heard.ts'
export type {
  AccessTokenCredentials,
  Credentials,
  LdapCredentials,
  OAuthCredentials,
  PasswordCredentials,
} from './login/login.ts'
export type { SignedInUser } from './login/session.ts'
export type { ClientStorage } from './storage/storage.ts'
export { indexedDBStorage } from './storage/indexed-db.ts'
export type { Stream } from './streams/stream.ts'
export type { StreamListenOptions, StreamUnsubscribe } from './streams/streams.ts'
export type { Tap } from './streams/tap.ts'
export { parseServerUrl, type ServerUrl } from './connection/url.ts'
export type { Progress } from './calls/transfer.ts'
export type { TimelineGap, TimelineSnapshot } from './rooms/timeline.ts'
export type { Proof, TwoFactorAnswer, TwoFactorChallenge } from './login/two-factor-challenge.ts'
export type { Typing } from './rooms/typing.ts'
export { checkFile, FILE_SETTINGS, fileLimitsOf, type FileLimits } from './files/upload-limits.ts'
export type { UploadOptions } from './files/upload-options.ts'
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
