// The REST routes about users.
import type { OverRest, User } from './entities.ts'
import type { RestFact } from './facts.ts'
import type { SpotlightRoom, SpotlightUser } from './methods/finding.table.ts'
import type { RestSuccess } from './rest.table.ts'

export const usersInfo: RestFact<
  'GET',
  '/api/v1/users.info',
  { userId?: string; username?: string },
  RestSuccess & { user: OverRest<User> }
> = {
  verb: 'GET',
  path: '/api/v1/users.info',
  login: 'required',
  evidence: 'docs',
}

export const restSpotlight: RestFact<
  'GET',
  '/api/v1/spotlight',
  { query: string },
  RestSuccess & { users: OverRest<SpotlightUser>[]; rooms: OverRest<SpotlightRoom>[] }
> = {
  verb: 'GET',
  path: '/api/v1/spotlight',
  login: 'required',
  evidence: 'docs',
}
