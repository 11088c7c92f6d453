// The streams: name, events, who may read and write them, since when, and how that is known. Prose: PROTOCOL.md.
import type {
  Inquiry,
  LivechatAgent,
  Message,
  QueueSpot,
  Room,
  Setting,
  Subscription,
  UserStatusNumber,
  Visitor,
} from './entities.ts'
import type { StreamEventFact, StreamFact } from './facts.ts'

/** What `__my_messages__` adds to each message. */
export interface MyMessageContext {
  roomParticipant: boolean
  roomType: string
  roomName?: string
}

/** How a document changed. */
export type DocumentAction = 'inserted' | 'updated' | 'removed' | 'changed'

/** What a user is doing in a room; none: he stopped. */
export type Activity = 'user-typing' | 'user-recording' | 'user-uploading' | 'user-playing'

/** A notification for the desktop. */
export interface DesktopNotification {
  title: string
  text: string
  icon?: string
  /** Seconds; 0 leaves it to the browser. */
  duration?: number
  payload: {
    _id: string
    rid: string
    tmid?: string
    sender: { _id: string; username: string; name?: string }
    type: string
    name?: string
    message: { msg: string; t?: string; [field: string]: unknown }
    [field: string]: unknown
  }
}

/** A user's presence. Rocket.Chat up to 4 ends after the text; 8.8 adds where it comes from and until when. */
export type UserStatusTuple = [
  userId: string,
  username: string,
  status: UserStatusNumber,
  statusText?: string,
  name?: string,
  roles?: string[],
  statusSource?: string,
  statusExpiresAt?: Date,
]

/** A watched user's presence; whose it is stands in the frame's `id` and in the key. */
export type PresenceTuple = [
  username: string,
  status: UserStatusNumber,
  statusText?: string,
  statusSource?: string,
  statusExpiresAt?: Date,
]

export const roomMessages: StreamFact<
  'room-messages',
  {
    '*': StreamEventFact<[message: Message]>
    __my_messages__: StreamEventFact<[message: Message, context?: MyMessageContext]>
  }
> = {
  name: 'room-messages',
  keys: 'room',
  events: {
    '*': { read: 'who may read the room', evidence: 'recorded' },
    __my_messages__: { read: 'everybody; each message goes to who may read its room', evidence: 'recorded' },
  },
}

export const notifyRoom: StreamFact<
  'notify-room',
  {
    'user-activity': StreamEventFact<[username: string, activities: Activity[], context?: Record<string, unknown>]>
    typing: StreamEventFact<[username: string, isTyping: boolean, context?: Record<string, unknown>]>
    deleteMessage: StreamEventFact<[message: { _id: string; _seq?: number; _epoch?: string }]>
  }
> = {
  name: 'notify-room',
  keys: 'room',
  events: {
    'user-activity': {
      read: 'who may read the room',
      write: 'who may read the room, under his own name',
      since: '4.0',
      evidence: 'recorded',
    },
    typing: {
      read: 'who may read the room',
      write: 'who may read the room, under his own name; since 6.0 nobody',
      until: '6.0',
      evidence: 'changelog',
    },
    deleteMessage: { read: 'who may read the room', evidence: 'source' },
  },
}

export const notifyUser: StreamFact<
  'notify-user',
  {
    'rooms-changed': StreamEventFact<[action: DocumentAction, room: Room]>
    'subscriptions-changed': StreamEventFact<
      [
        ...(
          | [action: 'inserted' | 'updated', subscription: Subscription]
          | [action: 'removed', subscription: Pick<Subscription, '_id'> & Partial<Subscription>]
        ),
      ]
    >
    notification: StreamEventFact<[notification: DesktopNotification]>
    message: StreamEventFact<[message: Partial<Message> & Pick<Message, 'rid' | 'msg'>]>
  }
> = {
  name: 'notify-user',
  keys: 'user',
  events: {
    'rooms-changed': { read: 'the user himself', evidence: 'recorded' },
    'subscriptions-changed': { read: 'the user himself', evidence: 'source' },
    notification: { read: 'the user himself', evidence: 'source' },
    message: { read: 'the user himself', evidence: 'source' },
  },
}

export const notifyLogged: StreamFact<'notify-logged', { 'user-status': StreamEventFact<[status: UserStatusTuple]> }> =
  {
    name: 'notify-logged',
    keys: 'none',
    events: { 'user-status': { read: 'every user who is logged in', evidence: 'docs' } },
  }

export const notifyAll: StreamFact<
  'notify-all',
  { 'public-settings-changed': StreamEventFact<[action: DocumentAction, setting: Setting]> }
> = {
  name: 'notify-all',
  keys: 'none',
  events: { 'public-settings-changed': { read: 'everybody', evidence: 'recorded' } },
}

/** What a visitor hears of his chat. Without `data`: nobody answers any more, or it has left the queue. */
export type LivechatRoomEvent =
  | { type: 'agentData'; data?: LivechatAgent }
  | { type: 'agentStatus'; status: string }
  | { type: 'queueData'; data?: QueueSpot }
  | { type: 'visitorData'; visitor: Visitor }

export const livechatRoom: StreamFact<'livechat-room', { '*': StreamEventFact<[event: LivechatRoomEvent]> }> = {
  name: 'livechat-room',
  keys: 'room',
  events: { '*': { read: 'the visitor whose open chat it is, by his token', evidence: 'source' } },
}

/** `public`, `department/<id>` and `agent/<id>` say what happened as `type`; an inquiry's own id as `clientAction`. */
export const livechatInquiryQueueObserver: StreamFact<
  'livechat-inquiry-queue-observer',
  {
    public: StreamEventFact<[inquiry: Inquiry & { type: 'added' | 'changed' | 'removed' }]>
    'department/<id>': StreamEventFact<[inquiry: Inquiry & { type: 'added' | 'changed' | 'removed' }]>
    '*': StreamEventFact<[inquiry: Inquiry & { clientAction: string }]>
  }
> = {
  name: 'livechat-inquiry-queue-observer',
  keys: 'none',
  since: '3.0',
  events: {
    public: { read: 'who may answer visitors', evidence: 'source' },
    'department/<id>': { read: 'who may answer visitors', evidence: 'source' },
    '*': { read: 'who may answer visitors', evidence: 'source' },
  },
}

/**
 * The key is ignored, send `""`; the second parameter is `{added?: userId[], removed?: userId[]}`. The first
 * subscription of a connection stays, later ones only change what is watched and get `nosub` at once.
 */
export const userPresence: StreamFact<'user-presence', { '*': StreamEventFact<[presence: PresenceTuple]> }> = {
  name: 'user-presence',
  keys: 'user',
  since: '4.1',
  events: { '*': { read: 'every user who is logged in', evidence: 'recorded' } },
}
