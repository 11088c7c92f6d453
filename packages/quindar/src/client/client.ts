// The client, as an application sees it. How it is put together: assemble.ts.
import type {
  AuthError,
  MethodName,
  MethodParams,
  MethodResult,
  QuindarError,
  RouteAnswer,
  RouteInput,
  RouteName,
  StreamArgs,
  StreamName,
} from '../protocol/index.ts'
import type { CallOptions } from './calls/calls.ts'
import type { ConnectionState, Stats } from './connection/connection.ts'
import type { ListenOptions, Unsubscribe } from './emitter.ts'
import type { Message } from './messages/message.ts'
import type { DownloadOptions } from './files/download.ts'
import type { MessageFile } from './messages/message-files.ts'
import type { Credentials } from './login/login.ts'
import type { Logger, Ports } from './ports.ts'
import type { Presence } from './rooms/presence.ts'
import type { RestOptions } from './calls/rest.ts'
import type { IterateOptions } from './iterate.ts'
import type { CommandOptions, NewRoom, Room } from './rooms/room.ts'
import type { RoomList } from './rooms/room-entry.ts'
import type { Found, Users } from './rooms/room-found.ts'
import type { HeardMessage } from './rooms/room-heard.ts'
import type { SignedInUser } from './login/session.ts'
import type { ClientStorage } from './storage/storage.ts'
import type { Stream } from './streams/stream.ts'
import type { Tap } from './streams/tap.ts'
import type { TwoFactorAnswer, TwoFactorChallenge } from './login/two-factor-challenge.ts'

/**
 * Something may have been missed: the connection was down, and it cannot be proven that everything that was said
 * meanwhile has been fetched. Where it can, there is no gap.
 */
export interface Gap {
  /** The room that was watched; absent: all rooms of the user (`__my_messages__`). */
  readonly roomId: string | undefined
  /** When the old connection last proved to be alive: everything before has arrived. */
  readonly from: Date
  /** Why it cannot be proven. */
  readonly reason: QuindarError
}

/** What `rc.on` tells of. */
export interface ClientEvents {
  /** The connection's state has changed. */
  state: ConnectionState
  /** Connected, logged in, subscribed: everything is as it should be, for the first time or again. */
  ready: undefined
  /** Somebody is logged in, is known better, or is gone. */
  user: SignedInUser | undefined
  /**
   * The server does not accept the login any more (or did not accept the first one). Told once; calls and
   * subscriptions wait until `login` or `logout`.
   */
  sessionExpired: { readonly error: AuthError }
  gap: Gap
  /** A subscription was refused or taken back, whoever held it. */
  denied: { readonly error: QuindarError }
  /**
   * The storage, or that of the token, cannot be used, does not answer, or holds garbage. Told when what it holds cannot be
   * read, and when the first message or the token cannot be written, until it works again. Messages are sent all the same.
   */
  storage: { readonly error: QuindarError }
}

/** A method by its name, with what is special about this call. */
export interface CallRequest<Name extends string> extends CallOptions {
  readonly name: Name
}

/** What is on the other end, without its names: any string is welcome, known ones are completed. */
type Open<Known extends string> = Known | (string & {})

/** How long to wait for a client. */
export interface ReadyOptions {
  /**
   * Milliseconds to wait.
   * @default Infinity
   */
  readonly timeout?: number | undefined
  readonly signal?: AbortSignal | undefined
}

/**
 * The user's own messages that the server does not have yet, in the order in which they are sent: `pending`, or `failed`
 * with why. Each stands in its room's timeline too.
 */
export interface Outbox {
  /** The same array until something changes. */
  getSnapshot(): readonly Message[]
  /** Calls back when a message comes, goes or changes, and when {@link Outbox.resumesAt} does. */
  subscribe(listener: () => void): Unsubscribe
  /** The server has had too many messages in a short time: none is sent before. `undefined`: it does not mind. */
  readonly resumesAt: Date | undefined
  /** Sends a failed message again, after all others; as `room.send`. Resolves with nothing where there is none of this id. */
  retry(messageId: string, options?: CommandOptions): Promise<Message | undefined>
  /**
   * Takes a message out; who waits for it hears an `AbortError`. One that is on its way may arrive nevertheless:
   * `room.delete` waits for that and deletes it. `false` where there is none of this id.
   */
  discard(messageId: string): boolean
}

/** A client: one connection to one server, logged in as one user or as nobody, which comes back by itself. */
export interface Client {
  /** The server's site, without a slash at its end. */
  readonly url: string
  readonly user: SignedInUser | undefined
  /** Counted since the client was made. */
  readonly stats: Readonly<Stats>
  /** Where the connection stands, as UI libraries want it. */
  readonly state: {
    getSnapshot(): ConnectionState
    subscribe(listener: () => void): Unsubscribe
  }
  /** Who is online. */
  readonly presence: Presence
  readonly on: <Name extends keyof ClientEvents>(
    name: Name,
    listener: (event: ClientEvents[Name]) => unknown,
    options?: ListenOptions,
  ) => Unsubscribe
  /**
   * Resolves when the client is connected, logged in and subscribed.
   * @throws `AuthError` at once when the login is refused; `ConnectionError` after `timeout` milliseconds (for ever
   * without) or when the client is closed.
   */
  readonly ready: (options?: ReadyOptions) => Promise<void>
  /** Logs in, also as somebody else. Calls made meanwhile wait for it. @throws `AuthError`, `TimeoutError` */
  readonly login: (credentials: Credentials, options?: Pick<CallOptions, 'timeout' | 'signal'>) => Promise<SignedInUser>
  /** Forgets the token, and tells the server to, if there is a connection. */
  readonly logout: () => Promise<void>
  /**
   * Calls a method: `rc.call('loadHistory', roomId, null, 50)`, or with options
   * `rc.call({ name: 'loadHistory', timeout: 5_000 }, roomId)`. Waits for connection and login.
   * @throws `MethodError`, `RateLimitError`, `TimeoutError`, `ConnectionLostError`, the signal's reason.
   */
  readonly call: <Name extends Open<MethodName>>(
    method: Name | CallRequest<Name>,
    ...params: MethodParams<Name>
  ) => Promise<MethodResult<Name>>
  /** Any stream: `rc.stream('notify-room', `${roomId}/user-activity`)`. `args` go into the subscription. */
  readonly stream: <Name extends Open<StreamName>, Key extends string>(
    name: Name,
    key: Key,
    ...args: unknown[]
  ) => Stream<StreamArgs<Name, Key>>
  /**
   * Any REST route: `rc.rest('GET /api/v1/users.presence', { ids: ['a'] })`. The input is the query of a GET and the
   * JSON body of anything else.
   */
  readonly rest: <Name extends Open<RouteName>>(
    route: Name,
    input?: RouteInput<Name>,
    options?: RestOptions,
  ) => Promise<RouteAnswer<Name>>
  /**
   * Opens a file of a message, with the login: `rc.download(filesOf(message)[0])`.
   * @param file One of `filesOf(message)`, or a link to this server.
   * @throws `MethodError` for who may not read it; `ConnectionError` where it cannot be reached: a stock Rocket.Chat lets no
   * page of another origin read files.
   */
  readonly download: (file: string | Pick<MessageFile, 'link'>, options?: DownloadOptions) => Promise<Blob>
  /**
   * A room by `#name`, id, or `@username` for direct messages, or without a question to the server by `{ id }`. Names of
   * rooms that {@link Client.rooms} knows need no question either. The same room is the same object.
   * @throws `MethodError` where there is none, or none that one may read.
   */
  readonly room: (name: string | { readonly id: string }) => Promise<Room>
  /**
   * Makes a channel or a private group, and opens it.
   * @throws `MethodError`: `error-duplicate-channel-name` where there is one of this name, `error-not-allowed` where one
   * may not make any.
   */
  readonly createRoom: (room: NewRoom, options?: CommandOptions) => Promise<Room>
  /**
   * The rooms that one is in, with what is new there. Resolves when the list has arrived; from then on it is kept up to
   * date, over drops too, until the signal aborts or the client is closed. Empty where nobody is logged in.
   * @throws `AuthError` where the login is refused, `ConnectionError` where the server was not reached in 30 seconds, and
   * what the server refused the list with.
   */
  readonly rooms: (options?: ListenOptions) => Promise<RoomList>
  /**
   * New messages of all rooms that one is in, one's own too, for a `for await` loop: what a bot listens to. Leaving the
   * loop unsubscribes; the signal ends it quietly.
   */
  readonly messages: (options?: IterateOptions) => AsyncGenerator<HeardMessage, void, undefined>
  /** People, by what is known of them. */
  readonly users: Users
  /** People and public channels whose names hold a text: five of each at most, and no channel that one is in. */
  readonly search: (text: string, options?: CommandOptions) => Promise<Found>
  /** What waits to be sent. Resolves without a network; empty before the first login. */
  readonly outbox: () => Promise<Outbox>
  /** Sees every frame, in and out, without passwords and tokens, soon after it went by. */
  readonly onFrame: (tap: Tap) => Unsubscribe
  /** Dials at once where the client waits before it tries again; an open connection is looked at whether it is alive. */
  readonly retryNow: () => void
  /** Ends everything: no timer, no listener, no socket is left. What is still waiting rejects. */
  readonly close: () => Promise<void>
}

/** Nobody. */
export interface Anonymous {
  readonly user?: undefined
  readonly password?: undefined
  readonly token?: undefined
  readonly resume?: undefined
  readonly loginToken?: undefined
  readonly oauth?: undefined
  readonly accessToken?: undefined
  readonly ldap?: undefined
}

/** How to make a client: who to log in as, if anybody, and what else to do differently. */
export type ClientOptions = (Credentials | Anonymous) & {
  /** @default silent */
  readonly logger?: Logger | undefined
  /** Parts of the world to use instead of the real ones: another `WebSocket`, a fake clock. */
  readonly ports?: Partial<Ports> | undefined
  /**
   * This program is a bot: its messages say so, and other bots can leave them alone (`message.bot`).
   * @default false
   */
  readonly bot?: boolean | undefined
  /**
   * Where messages wait that the server does not have yet, so that they survive a reload or a crash: `indexedDBStorage()`
   * in a browser, `fileStorage(folder)` of `quindar/node` in Node. Texts and names of users are written there in clear.
   * @default none: what waits ends with the program
   */
  readonly storage?: ClientStorage | undefined
  /**
   * Where the login token is kept, so that the next run is logged in at once: `indexedDBStorage()` in a browser,
   * `fileStorage(folder)` of `quindar/node` in Node; it may be the same as `storage`. It is read at the start, unless the
   * options hold a token, written after a login, and removed at a logout and when it is not valid any more. With `user` and
   * `password` it is used only if it was got under this name, and they are used if it is refused. Whoever can read it is
   * that user: in a browser, every script of the page's origin.
   * @default nowhere
   */
  readonly tokens?: Pick<ClientStorage, 'entries' | 'set' | 'delete'> | undefined
  /**
   * Asked for a code, or the password once more, where the server wants a second factor: at a login, for a method, for a
   * REST route. A wrong answer asks again, three times at most. What it is asked for has no deadline meanwhile.
   * @default none: what needs a second factor rejects with `TwoFactorRequiredError`
   */
  readonly twoFactor?: ((challenge: TwoFactorChallenge) => TwoFactorAnswer | Promise<TwoFactorAnswer>) | undefined
  /**
   * For bots: the secret of the user's authenticator, in base 32. The client makes the codes itself, and asks `twoFactor`
   * only where this one does not help. A personal access token that ignores two factors is the safer way.
   */
  readonly totpSecret?: string | undefined
}
