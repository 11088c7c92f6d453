// The system messages of a chat. Their types and texts are what Rocket.Chat's agents and visitors look for.

import type { Note } from '../../store/port.ts'
import type { Author } from '../entities.ts'
import type { NewId } from '../ids.ts'

/** An agent has come: visitors' programs look for the command, people read that somebody joined. */
export function connected(newId: NewId): readonly Omit<Note, 'author'>[] {
  return [
    { id: newId(), type: 'command', text: 'connected' },
    { id: newId(), type: 'uj', text: '' },
  ]
}

export function closing(newId: NewId, author: Author, comment: string, asksForTranscript: boolean): readonly Note[] {
  return [
    { id: newId(), type: 'livechat-close', author, text: comment },
    ...(asksForTranscript ? [{ id: newId(), type: 'command', author, text: 'promptTranscript' } satisfies Note] : []),
  ]
}

export interface Transfer {
  /** `agent`: to a person; `department`; `queue`: back to where it waited. */
  readonly scope: 'agent' | 'department' | 'queue'
  readonly comment?: string
  readonly to?: Author
  readonly fromDepartmentId?: string
  readonly toDepartment?: { readonly id: string; readonly name: string }
}

export function transferred(
  newId: NewId,
  author: Author,
  { scope, comment, to, fromDepartmentId, toDepartment }: Transfer,
): Note {
  return {
    id: newId(),
    type: 'livechat_transfer_history',
    author,
    text: '',
    details: {
      transferData: {
        transferredBy: { _id: author.id, username: author.username, name: author.name },
        scope,
        ...(comment !== undefined && { comment }),
        ...(to && { transferredTo: { _id: to.id, username: to.username, name: to.name } }),
        ...(fromDepartmentId !== undefined && { previousDepartment: fromDepartmentId }),
        ...(toDepartment && { nextDepartment: { _id: toDepartment.id, name: toDepartment.name } }),
      },
    },
  }
}
