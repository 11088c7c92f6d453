// Visitors: made when a token is first seen, changed, forgotten.

import type { Room, Visitor } from '../../../domain/entities.ts'
import { changedVisitor, chatName, inChat, newVisitor } from '../../chats.ts'
import type { VisitorChanges } from '../../livechat.ts'
import { changedRoom, changeRoom } from '../rooms.ts'
import { stamp, type ReadOperation, type State, type WriteOperation } from '../state.ts'
import { allChats, openChatOf } from './finding.ts'

export const visitor: ReadOperation<'visitor'> = ({ livechat }, key) => {
  const id = 'id' in key ? key.id : livechat.visitorIdByToken.get(key.tokenHash)
  return id === undefined ? undefined : livechat.visitors.get(id)?.visitor
}

export const saveVisitor: WriteOperation<'saveVisitor'> = (state, { tokenHash, newId, changes, at }) => {
  const { livechat } = state
  const known = livechat.visitorIdByToken.get(tokenHash)
  if (known === undefined) {
    livechat.visitorNumber += 1
    const made = newVisitor(newId, livechat.visitorNumber, at)
    livechat.visitors.set(newId, { visitor: made, tokenHash })
    livechat.visitorIdByToken.set(tokenHash, newId)
  }
  const changed = change(state, known ?? newId, changes, at)
  if (!changed) throw new RangeError('A visitor is gone in the middle of an operation.')
  return { ...changed, created: known === undefined }
}

export const changeVisitor: WriteOperation<'changeVisitor'> = (state, { visitorId, changes, at }) =>
  change(state, visitorId, changes, at)

function change(
  state: State,
  visitorId: string,
  changes: VisitorChanges,
  at: number,
): { visitor: Visitor; room?: Room } | undefined {
  const stored = state.livechat.visitors.get(visitorId)
  if (!stored) return undefined
  const changed = changedVisitor(stored.visitor, changes, stamp(state, at))
  state.livechat.visitors.set(visitorId, { ...stored, visitor: changed })
  const room = openChatOf(state, visitorId)
  if (!room || JSON.stringify(room.chat.visitor) === JSON.stringify(inChat(changed))) return { visitor: changed }
  changeRoom(state, room.id, at, {
    chat: { ...room.chat, visitor: inChat(changed) },
    displayName: chatName(changed),
  })
  return { visitor: changed, room: changedRoom(state, room.id) }
}

export const removeVisitor: WriteOperation<'removeVisitor'> = (state, { visitorId }) => {
  const stored = state.livechat.visitors.get(visitorId)
  if (!stored) return { outcome: 'no-visitor' }
  const rooms = allChats(state).filter(({ chat }) => chat.visitor.id === visitorId)
  if (rooms.some(({ chat }) => chat.state !== 'closed')) return { outcome: 'chat-is-open' }
  for (const { id } of rooms) forgetRoom(state, id)
  state.livechat.visitors.delete(visitorId)
  state.livechat.visitorIdByToken.delete(stored.tokenHash)
  return { outcome: 'removed', roomIds: rooms.map(({ id }) => id) }
}

/** A closed chat has no members any more. */
function forgetRoom(state: State, roomId: string): void {
  for (const { id } of state.timelines.get(roomId) ?? []) state.messages.delete(id)
  for (const file of state.livechat.files.values()) {
    if (file.roomId !== roomId) continue
    state.uploads.delete(file.id)
    state.livechat.files.delete(file.id)
  }
  state.timelines.delete(roomId)
  state.memberships.delete(roomId)
  state.rooms.delete(roomId)
}
