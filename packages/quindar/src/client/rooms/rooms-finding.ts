// Finding people and rooms by their names, and asking about one person.
import type { Client } from '../client.ts'
import type { Ports } from '../ports.ts'
import type { CommandOptions } from './room.ts'
import { foundRoom, foundUser, type Found, type Users } from './room-found.ts'
import { patiently } from '../routes/patience.ts'

/** What finding needs of the client. */
export interface FindingHost extends Pick<Client, 'call' | 'rest'> {
  readonly ports: Ports
}

export interface Finding {
  readonly search: (
    text: string,
    kinds: { users?: boolean; rooms?: boolean },
    options?: CommandOptions,
  ) => Promise<Found>
  readonly info: Users['info']
}

export function createFinding({ call, rest, ports }: FindingHost): Finding {
  return {
    async search(text, kinds, options) {
      const { users, rooms } = await patiently(ports, options, (wishes) =>
        call({ name: 'spotlight', ...wishes }, text, [], kinds),
      )
      return { users: users.map(foundUser), rooms: rooms.map(foundRoom) }
    },
    async info(who, options) {
      const query = 'id' in who ? { userId: who.id } : { username: who.username }
      const { user } = await patiently(ports, options, (wishes) => rest('GET /api/v1/users.info', query, wishes))
      const { roles = [], type } = user
      return { ...foundUser(user), roles, bot: type === 'bot' || roles.includes('bot'), raw: user }
    },
  }
}
