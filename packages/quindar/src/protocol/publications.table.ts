// The publications that are no streams: documents of a collection, as Meteor publishes them.
import type { User } from './entities.ts'
import type { PublicationFact } from './facts.ts'

/** One way to log in with another service. */
export interface LoginServiceConfiguration {
  service: string
  [field: string]: unknown
}

/** One build of the web client that the server serves; the document's id is its architecture. */
export interface ClientVersion {
  version: string
  versionRefreshable?: string
  versionNonRefreshable?: string
  versionReplaceable?: string
  assets?: unknown[]
}

/** One process sends these without being asked; the micro-service only to who subscribes. */
export const loginServiceConfiguration: PublicationFact<'meteor.loginServiceConfiguration', LoginServiceConfiguration> =
  {
    name: 'meteor.loginServiceConfiguration',
    collection: 'meteor_accounts_loginServiceConfiguration',
    read: 'everybody',
    evidence: 'recorded',
  }

export const clientVersions: PublicationFact<'meteor_autoupdate_clientVersions', ClientVersion> = {
  name: 'meteor_autoupdate_clientVersions',
  collection: 'meteor_autoupdate_clientVersions',
  read: 'everybody',
  evidence: 'recorded',
}

/** Nobody subscribes to it: after a login the server sends the user's own document, and again when it changes. */
export const ownUser: PublicationFact<'', User> = {
  name: '',
  collection: 'users',
  read: 'the user himself',
  evidence: 'source',
}
