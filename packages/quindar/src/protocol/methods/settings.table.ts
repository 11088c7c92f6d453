// Methods about what a server is set to.
import type { Delta, Setting } from '../entities.ts'
import type { MethodFact } from '../facts.ts'

/** All public settings, on a Rocket.Chat some hundreds; with a date what has changed since then. */
export const publicSettingsGet: MethodFact<'public-settings/get', [since?: Date], Setting[] | Delta<Setting>> = {
  name: 'public-settings/get',
  rest: 'GET /api/v1/settings.public',
  evidence: 'source',
}
