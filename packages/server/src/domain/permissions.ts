// Who may do what: Rocket.Chat's default permissions for the roles that exist here. `owner` and `moderator` are roles in
// one room, kept in its membership; the others are the user's own.

import type { Role } from './entities.ts'

const GRANTED = {
  'create-c': ['admin', 'user', 'bot'],
  'create-p': ['admin', 'user', 'bot'],
  'create-d': ['admin', 'user', 'bot'],
  'view-c-room': ['admin', 'user', 'bot'],
  'preview-c-room': ['admin', 'user'],
  'leave-c': ['admin', 'user', 'bot'],
  'leave-p': ['admin', 'user', 'bot'],
  'edit-message': ['admin', 'owner', 'moderator'],
  'delete-message': ['admin', 'owner', 'moderator'],
  'delete-own-message': ['admin', 'user'],
  'pin-message': ['admin', 'owner', 'moderator'],
  'post-readonly': ['admin', 'owner', 'moderator'],
  'mention-all': ['admin', 'owner', 'moderator', 'user'],
  'mention-here': ['admin', 'owner', 'moderator', 'user'],
  'send-many-messages': ['admin', 'bot'],
  'message-impersonate': ['bot'],
  'create-personal-access-tokens': ['admin', 'user'],
  'api-bypass-rate-limit': ['admin', 'bot'],
  'view-l-room': ['livechat-manager', 'livechat-agent', 'admin'],
  'view-livechat-rooms': ['livechat-manager', 'admin'],
  'view-livechat-manager': ['livechat-manager', 'admin'],
  'send-omnichannel-chat-transcript': ['livechat-manager', 'livechat-agent', 'admin'],
  'close-livechat-room': ['livechat-manager', 'livechat-agent', 'admin'],
  'close-others-livechat-room': ['livechat-manager', 'admin'],
  'transfer-livechat-guest': ['livechat-manager', 'admin'],
  'manage-livechat-agents': ['livechat-manager', 'admin'],
  'manage-livechat-departments': ['livechat-manager', 'admin'],
} as const satisfies Record<string, readonly Role[]>

export type Permission = keyof typeof GRANTED

/** @param roomRoles What the user is in the room that it is about. */
export function may(
  user: { readonly roles: readonly Role[] },
  permission: Permission,
  roomRoles: readonly Role[] = [],
): boolean {
  const granted: readonly Role[] = GRANTED[permission]
  return granted.some((role) => user.roles.includes(role) || roomRoles.includes(role))
}
