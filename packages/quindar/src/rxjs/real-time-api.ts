// The class of `rocket.chat.realtime.api.rxjs` 2.1.1, name by name, so that programs written for it run with only the
// import changed. It deals in raw frames, as that package does, and a drop ends it, as there.
//
// What is better than there, where its users cannot rely on the worse: it greets and answers pings by itself; a call and
// a login complete, and can be subscribed to late; a call that the connection did not outlive errors; equal
// subscriptions are one on the wire; one that is refused errors; after `disconnect()` it can be used again.
import { defer, filter, mergeMap, ReplaySubject, share, take, takeWhile, throwIfEmpty } from 'rxjs'
import type { Observable, Subscription } from 'rxjs'
import type { WebSocketSubject } from 'rxjs/webSocket'
import { ConnectionLostError, sha256, subscriptionError, type WireError } from '../protocol/index.ts'
import { keepSocket, type Frame, type KeptSocket, type SocketConfig } from './socket.ts'

/** What this file looks at in a frame. */
interface Looked {
  readonly msg?: string
  readonly id?: string
  readonly collection?: string
  readonly fields?: { readonly eventName?: string }
  readonly result?: { readonly id?: string }
  readonly error?: WireError
}

/**
 * Rocket.Chat's Realtime API as Observables of raw frames. Dates are `{ $date: milliseconds }`, failures of a method are
 * frames with an `error`, a connection that breaks is an error of every Observable.
 *
 * ```ts
 * const api = new RealTimeAPI('ws://localhost:3000/websocket')
 * api.login('alice', 'alice').subscribe((frame) => console.log(frame))
 * api.getSubscription('stream-room-messages', 'GENERAL', false).subscribe((frame) => console.log(frame.fields.args))
 * ```
 */
export class RealTimeAPI {
  /** What everything goes through. Its last subscriber closes the connection, but for what {@link disconnect} says. */
  readonly webSocket: WebSocketSubject<Frame>
  readonly #socket: KeptSocket
  readonly #subscriptions = new Map<string, Observable<Frame>>()
  #held: Subscription | undefined
  #lastId = 0

  /** @param param The socket's URL, or what `webSocket` of rxjs takes. */
  constructor(param: string | SocketConfig) {
    this.#socket = keepSocket(typeof param === 'string' ? { url: param } : param)
    this.webSocket = this.#socket.subject
  }

  /** Every frame that comes. */
  getObservable(): WebSocketSubject<Frame> {
    return this.webSocket
  }

  /** Closes the connection, which completes everything. Once something was called, nothing else closes it. */
  disconnect(): void {
    this.#socket.close()
  }

  onMessage(messageHandler?: (frame: Frame) => void): void {
    this.subscribe(messageHandler)
  }

  onError(errorHandler?: (error: Frame) => void): void {
    this.subscribe(ignore, errorHandler)
  }

  onCompletion(completionHandler?: () => void): void {
    this.subscribe(ignore, ignore, completionHandler)
  }

  /** A connection that breaks is told to `errorHandler`, or to nobody. */
  subscribe(
    next: (frame: Frame) => void = ignore,
    error: (error: Frame) => void = ignore,
    complete: () => void = ignore,
  ): void {
    this.webSocket.subscribe({ next, error, complete })
  }

  /** Sends a frame; before there is a connection, it waits for that. */
  sendMessage(messageObject: Frame): void {
    this.webSocket.next(messageObject)
  }

  getObservableFilteredByMessageType(messageType: string): Observable<Frame> {
    return this.webSocket.pipe(filter(({ msg }: Looked) => msg === messageType))
  }

  getObservableFilteredByID(id: string): Observable<Frame> {
    return this.webSocket.pipe(filter((frame: Looked) => frame.id === id))
  }

  /** Connects. Emits the `connected` frame and completes. */
  connectToServer(): Observable<Frame> {
    this.#hold()
    return defer(() => {
      const greeted = this.#socket.greeted()
      return greeted ? [greeted] : this.getObservableFilteredByMessageType('connected').pipe(take(1))
    })
  }

  /** The server's pings. They are answered whether somebody subscribes or not. */
  keepAlive(): Observable<Frame> {
    return this.getObservableFilteredByMessageType('ping')
  }

  /** @param username A username, or an e-mail address. */
  login(username: string, password: string): Observable<Frame> {
    const user = username.includes('@') ? { email: username } : { username }
    return this.callMethod('login', { user, password: { digest: sha256(password), algorithm: 'sha-256' } })
  }

  loginWithAuthToken(authToken: string): Observable<Frame> {
    return this.callMethod('login', { resume: authToken })
  }

  loginWithOAuth(credToken: string, credSecret: string): Observable<Frame> {
    return this.callMethod('login', { oauth: { credentialToken: credToken, credentialSecret: credSecret } })
  }

  /** What belongs to a login that was sent with this id: the user's own documents, then the result. Completes. */
  getLoginObservable(id: string): Observable<Frame> {
    return this.#answer('login', id)
  }

  /** Calls a method now, whether somebody subscribes or not. Emits the `result` frame and completes. */
  callMethod(method: string, ...params: Frame[]): Observable<Frame> {
    const id = this.#newId()
    const answer = new ReplaySubject<Frame>()
    this.#hold()
    this.#answer(method, id).subscribe(answer)
    this.sendMessage({ msg: 'method', method, id, params })
    return answer
  }

  /**
   * The `changed` frames of a stream. The last who unsubscribes takes it off the wire.
   *
   * @param streamName With its `stream-`. @param streamParam The stream's key. @param addEvent `false`, or arguments.
   */
  getSubscription(streamName: string, streamParam: string, addEvent: Frame): Observable<Frame> {
    const params: unknown[] = [streamParam, addEvent]
    const key = JSON.stringify([streamName, params])
    const known = this.#subscriptions.get(key)
    if (known) return known
    const shared = defer(() => {
      const id = this.#newId()
      return this.webSocket.multiplex(
        () => ({ msg: 'sub', id, name: streamName, params }),
        () => ({ msg: 'unsub', id }),
        (frame: Looked) => {
          if (frame.msg === 'nosub' && frame.id === id) {
            throw subscriptionError(streamName.replace('stream-', ''), streamParam, frame.error)
          }
          return frame.collection === streamName && frame.fields?.eventName === streamParam
        },
      )
    }).pipe(share())
    this.#subscriptions.set(key, shared)
    return shared
  }

  /** Up to the result of a call; before that of a login, the documents that came of the user who it is. */
  #answer(method: string, id: string): Observable<Frame> {
    return defer(() => {
      const documents: Looked[] = []
      return this.webSocket.pipe(
        takeWhile((frame: Looked) => frame.id !== id, true),
        mergeMap((frame: Looked) => {
          if (frame.id === id) return [...documents.filter((document) => document.id === frame.result?.id), frame]
          if (method === 'login' && frame.collection === 'users') documents.push(frame)
          return []
        }),
        throwIfEmpty(() => new ConnectionLostError(method, true)),
      )
    })
  }

  /** The connection stays although nobody listens: an answer that has come is no reason to hang up. */
  #hold(): void {
    if (!this.#held || this.#held.closed) this.#held = this.webSocket.subscribe({ error: ignore })
  }

  #newId(): string {
    return `rx${++this.#lastId}`
  }
}

function ignore(): void {}
