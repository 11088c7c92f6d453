// Who may read and who may write in which room.

import type { Room, User } from './entities.ts'

export interface Access {
  /** The room, if this user may read it; without a user nothing may be read. */
  readableRoom(user: User | undefined, roomId: string): Promise<Room | undefined>
  /** The room, if this user may write messages and activity in it. */
  writableRoom(user: User | undefined, roomId: string): Promise<Room | undefined>
  mayRead(user: User | undefined, room: Room): Promise<boolean>
}
