// Making rooms: channels, groups, and the direct rooms of a few people.

import type { Author, Role, Room, User } from './entities.ts'
import type { Ground } from './ground.ts'
import type { NewId } from './ids.ts'
import { may } from './permissions.ts'
import { Refusal } from './refusal.ts'

interface NewRoom {
  readonly id?: string
  readonly type: 'channel' | 'group'
  readonly name: string
  /** Whom to bring in beside the creator; names that nobody has are passed over. */
  readonly usernames: readonly string[]
  readonly readOnly: boolean
  readonly isDefault?: boolean
  readonly topic?: string
  readonly customFields?: Readonly<Record<string, unknown>>
}

export interface RoomMaking {
  create(creator: User, room: NewRoom): Promise<Room>
  /** The direct room of this user and these usernames, made if there is none. */
  openDirect(user: User, usernames: readonly string[]): Promise<Room>
}

/** Letters and digits of any script, and what holds words together; spaces and signs make names that nobody can type. */
const ROOM_NAME = /^[\p{L}\p{M}\p{N}_.-]{1,120}$/u
/** Rocket.Chat's `DirectMesssage_maxUsers`, the user included. */
const MOST_IN_DIRECT_ROOM = 8

/** Two people have one direct room, and its id can be told from theirs. */
export function directRoomId(userIds: readonly [string, string]): string {
  return [...userIds].toSorted().join('')
}

export function createRoomMaking({ store, bus, clock }: Ground, newId: NewId): RoomMaking {
  return {
    async create(creator, { name, usernames, ...wanted }) {
      if (!may(creator, wanted.type === 'channel' ? 'create-c' : 'create-p')) {
        throw new Refusal('error-not-allowed', 'Not allowed')
      }
      checkName(name)
      const invited = (await store.users({ usernames: [...new Set(usernames)] })).filter(({ id }) => id !== creator.id)
      const answer = await store.createRoom({
        room: {
          id: wanted.id ?? newId(),
          type: wanted.type,
          name,
          displayName: name,
          creator: author(creator),
          readOnly: wanted.readOnly,
          isDefault: wanted.isDefault ?? false,
          ...(wanted.topic !== undefined && { topic: wanted.topic }),
          ...(wanted.customFields !== undefined && { customFields: wanted.customFields }),
        },
        members: [member(creator, ['owner']), ...invited.map((user) => member(user, []))],
        at: clock.now(),
      })
      if (answer.outcome !== 'created') {
        throw new Refusal('error-duplicate-channel-name', `A channel with name '${name}' exists`, {
          channel_name: name,
        })
      }
      for (const membership of answer.memberships) bus.publish({ type: 'joined', room: answer.room, membership })
      return answer.room
    },

    async openDirect(user, usernames) {
      if (!may(user, 'create-d')) throw new Refusal('error-not-allowed', 'Not allowed')
      // Usernames differ in more than case.
      const names = [...new Set(usernames.map((name) => name.toLowerCase()))].filter(
        (name) => name !== user.username.toLowerCase(),
      )
      if (names.length >= MOST_IN_DIRECT_ROOM) {
        throw new Refusal(
          'error-direct-message-max-user-exceeded',
          `You cannot add more than ${MOST_IN_DIRECT_ROOM} users to a direct message`,
        )
      }
      const others = names.length === 0 ? [] : await store.users({ usernames: names })
      if (others.length !== names.length || others.some(({ active }) => !active)) {
        throw new Refusal('error-invalid-user', 'Invalid user')
      }
      const [other, ...more] = others
      const { room, memberships, created } = await store.openDirectRoom({
        roomId: other && more.length === 0 ? directRoomId([user.id, other.id]) : newId(),
        members: [user, ...others].map((person) => ({ membershipId: newId(), user: author(person) })),
        openedBy: user.id,
        at: clock.now(),
      })
      for (const membership of memberships) {
        if (created) bus.publish({ type: 'joined', room, membership })
        else bus.publish({ type: 'membership', membership })
      }
      return room
    },
  }

  function member(user: User, roles: readonly Role[]) {
    return { membershipId: newId(), user: author(user), roles }
  }
}

function author({ id, username, name }: User): Author {
  return { id, username, name }
}

function checkName(name: string): void {
  if (name.trim() === '') throw new Refusal('error-invalid-name', 'Invalid name')
  if (!ROOM_NAME.test(name)) {
    throw new Refusal('error-invalid-room-name', `${name} is not a valid room name.`, { channel_name: name })
  }
}
