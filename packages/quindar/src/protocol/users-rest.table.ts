// The REST routes about users.
import type { OverRest, User } from './entities.ts'
import type { RestFact } from './facts.ts'
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
