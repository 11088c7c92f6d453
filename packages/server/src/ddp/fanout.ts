// From the bus to the sessions: an event becomes frames, each made once, and goes to the slots of its topics. All of it
// is synchronous: who may read was decided when a slot was taken, and is decided again here when a membership changes,
// before anything that comes after it on the bus.

import { stringifyEjson, type Habits } from 'quindar/protocol'
import type { Bus } from '../bus/port.ts'
import type { Membership } from '../domain/entities.ts'
import type { BusEvent } from '../domain/events.ts'
import { wireRemovedSubscription, wireSubscription } from '../wire/membership.ts'
import { wireDeletion, wireMessage, wireWhisper } from '../wire/message.ts'
import { wireNotification } from '../wire/notification.ts'
import { wireRoom, wireRoomType } from '../wire/room.ts'
import { wirePresence, wireUserStatus } from '../wire/user.ts'
import { presenceFrame, streamFrame, streamFrameOf, type Tag } from './events.ts'
import { tellLivechat } from './livechat-fanout.ts'
import type { Memberships } from './memberships.ts'
import type { Sessions } from './sessions.ts'
import { CHANNEL_WATCHERS, MY_MESSAGES, myMessagesTopic, presenceTopic, topicOf } from './streams/index.ts'
import type { Topics } from './topics.ts'

export interface FanoutPorts {
  readonly bus: Bus
  /** See `Domain.epoch`. */
  readonly epoch: string | undefined
  readonly habits: Pick<Habits, 'userStatusLength'>
  readonly topics: Topics
  readonly memberships: Memberships
  readonly sessions: Sessions
}

type EventOf<Type extends BusEvent['type']> = Extract<BusEvent, { type: Type }>

/** Listens from now on; the answer stops it. */
export function startFanout(ports: FanoutPorts): () => void {
  const fanout = new Fanout(ports)
  return ports.bus.subscribe((event) => fanout.hear(event))
}

class Fanout {
  private readonly epoch: string | undefined
  private readonly statusLength: Habits['userStatusLength']
  private readonly topics: Topics
  private readonly memberships: Memberships
  private readonly sessions: Sessions

  constructor({ epoch, habits, topics, memberships, sessions }: FanoutPorts) {
    this.epoch = epoch
    this.statusLength = habits.userStatusLength
    this.topics = topics
    this.memberships = memberships
    this.sessions = sessions
  }

  hear(event: BusEvent): void {
    switch (event.type) {
      case 'message':
        return this.message(event)
      case 'message-deleted':
        return this.emit('notify-room', `${event.roomId}/deleteMessage`, () => [wireDeletion(event, this.epoch)], {
          topic: event.roomId,
        })
      case 'room':
        return this.room(event)
      case 'joined':
        return this.joined(event)
      case 'left':
        return this.left(event)
      case 'membership':
        return this.subscriptionChanged('updated', event.membership, wireSubscription)
      case 'activity':
        return this.activity(event)
      case 'presence':
        return this.presence(event)
      case 'whisper':
        return this.emit('notify-user', `${event.userId}/message`, () => [wireWhisper(event)], { topic: event.roomId })
      case 'notification':
        return this.emit('notify-user', `${event.userId}/notification`, () => [wireNotification(event)], {
          topic: event.room.id,
        })
      case 'user':
        return this.user(event)
      case 'chat':
      case 'inquiry':
        return tellLivechat(this.topics, event, this.epoch)
      case 'tokens-revoked':
        return this.sessions.revoke(event.userId, event.tokenHash)
    }
  }

  private message({ change, message, room }: EventOf<'message'>): void {
    const roomId = message.roomId
    const tag = { topic: roomId }
    const document = once(() => stringifyEjson(wireMessage(message, this.epoch)))
    this.topics.deliver(topicOf('room-messages', roomId), () => streamFrameOf('room-messages', roomId, document(), tag))
    const mine = (roomParticipant: boolean) =>
      once(() => {
        const context = { roomParticipant, roomType: wireRoomType(room.type), roomName: room.name }
        return streamFrameOf('room-messages', MY_MESSAGES, `${document()},${JSON.stringify(context)}`, tag)
      })
    const asMember = mine(true)
    for (const userId of this.memberships.in(roomId)) this.topics.deliver(myMessagesTopic(userId), asMember)
    if (room.type === 'channel') {
      const asWatcher = mine(false)
      for (const { subscriber, userId } of this.topics.in(CHANNEL_WATCHERS)) {
        if (userId !== undefined && !this.memberships.has(userId, roomId)) subscriber.send(asWatcher())
      }
    }
    if (change !== 'answered') this.roomChanged('updated', room)
  }

  private room({ change, room }: EventOf<'room'>): void {
    this.roomChanged(change, room)
  }

  /** `rooms-changed` goes to everybody who is in the room. */
  private roomChanged(change: string, room: EventOf<'room'>['room']): void {
    const args = once(() => `"${change}",${stringifyEjson(wireRoom(room, this.epoch))}`)
    for (const userId of this.memberships.in(room.id)) this.roomChangedFor(userId, room.id, args)
  }

  private roomChangedFor(userId: string, roomId: string, args: () => string): void {
    const key = `${userId}/rooms-changed`
    this.topics.deliver(topicOf('notify-user', key), () => streamFrameOf('notify-user', key, args(), { topic: roomId }))
  }

  private joined({ room, membership }: EventOf<'joined'>): void {
    const { userId } = membership
    this.memberships.joined(userId, room.id)
    for (const session of this.sessions.of(userId)) session.roomChanged(room.id, false)
    this.subscriptionChanged('inserted', membership, wireSubscription)
    this.roomChangedFor(userId, room.id, () => `"inserted",${stringifyEjson(wireRoom(room, this.epoch))}`)
  }

  private left({ room, membership }: EventOf<'left'>): void {
    const { userId } = membership
    this.memberships.left(userId, room.id)
    for (const session of this.sessions.of(userId)) session.roomChanged(room.id, true)
    this.subscriptionChanged('removed', membership, wireRemovedSubscription)
  }

  private subscriptionChanged(change: string, membership: Membership, wire: (membership: Membership) => unknown): void {
    const key = `${membership.userId}/subscriptions-changed`
    this.emit('notify-user', key, () => [change, wire(membership)], { topic: 'notify-user' })
  }

  private activity({ roomId, event, args, from }: EventOf<'activity'>): void {
    const tag: Tag = { topic: roomId, weight: 'passing' }
    const key = `${roomId}/${event}`
    this.topics.deliver(topicOf('notify-room', key), () => streamFrame('notify-room', key, args, tag), from)
  }

  private presence({ user, status }: EventOf<'presence'>): void {
    this.emit('notify-logged', 'user-status', () => [wireUserStatus(user, status, this.statusLength)], {
      topic: 'notify-logged',
      weight: 'passing',
    })
    this.topics.deliver(presenceTopic(user.id), () => presenceFrame(user.id, wirePresence(user, status)))
  }

  private user({ user }: EventOf<'user'>): void {
    for (const session of this.sessions.of(user.id)) {
      if (user.active) session.userChanged(user)
      else session.expel()
    }
  }

  private emit(stream: string, key: string, args: () => readonly unknown[], tag: Tag): void {
    this.topics.deliver(topicOf(stream, key), () => streamFrame(stream, key, args(), tag))
  }
}

function once<Value>(make: () => Value): () => Value {
  let made: { value: Value } | undefined
  return () => (made ??= { value: make() }).value
}
