// Who may do what: the whole table once more, by role. Whoever changes a right changes it here too, knowingly.

import { describe, expect, it } from 'vitest'
import type { Role } from '../../src/domain/entities.ts'
import { may, type Permission } from '../../src/domain/permissions.ts'

const OWN_ROOM: readonly Permission[] = ['edit-message', 'delete-message', 'pin-message', 'post-readonly']
const SPEAK: readonly Permission[] = ['mention-all', 'mention-here']
const ROOMS: readonly Permission[] = ['create-c', 'create-p', 'create-d', 'view-c-room', 'leave-c', 'leave-p']
const OWN: readonly Permission[] = ['delete-own-message', 'create-personal-access-tokens', 'preview-c-room']
const ANSWER: readonly Permission[] = ['view-l-room', 'send-omnichannel-chat-transcript', 'close-livechat-room']
const MANAGE: readonly Permission[] = [
  'view-livechat-rooms',
  'view-livechat-manager',
  'close-others-livechat-room',
  'transfer-livechat-guest',
  'manage-livechat-agents',
  'manage-livechat-departments',
]

const GRANTED: Readonly<Record<Role, readonly Permission[]>> = {
  user: [...ROOMS, ...OWN, ...SPEAK],
  bot: [...ROOMS, 'send-many-messages', 'message-impersonate', 'api-bypass-rate-limit'],
  admin: [...ROOMS, ...OWN, ...SPEAK, ...OWN_ROOM, ...ANSWER, ...MANAGE, 'send-many-messages', 'api-bypass-rate-limit'],
  owner: [...OWN_ROOM, ...SPEAK],
  moderator: [...OWN_ROOM, ...SPEAK],
  guest: [],
  leader: [],
  'livechat-agent': ANSWER,
  'livechat-manager': [...ANSWER, ...MANAGE],
}

const ALL = [...new Set(Object.values(GRANTED).flat())]

describe.each(Object.entries(GRANTED))('%s', (role, granted) => {
  it('may do exactly this', () => {
    const roles = [role as Role]
    expect(ALL.filter((permission) => may({ roles }, permission)).toSorted()).toEqual(granted.toSorted())
  })

  it('may do the same where the role is one in a room', () => {
    const roomRoles = [role as Role]
    expect(ALL.filter((permission) => may({ roles: [] }, permission, roomRoles)).toSorted()).toEqual(granted.toSorted())
  })
})

it('nobody may do anything without a role', () => {
  expect(ALL.filter((permission) => may({ roles: [] }, permission))).toEqual([])
})
