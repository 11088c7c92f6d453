// Publications whose documents do not change while the server runs.

import { definePublication } from './publications.ts'

/** The ways to log in with another service: none here. Meteor sends them unasked, so there is nothing to send. */
export const loginServices = definePublication({
  name: 'meteor.loginServiceConfiguration',
  who: 'anyone',
  start: (feed) => feed.ready(),
})

/** The builds of a web client that a Meteor server serves. A Meteor client reloads its page when they change: ours never do. */
export const clientVersions = definePublication({
  name: 'meteor_autoupdate_clientVersions',
  who: 'anyone',
  start(feed) {
    for (const architecture of ['web.browser', 'web.browser.legacy', 'web.cordova']) {
      feed.added('meteor_autoupdate_clientVersions', architecture, {
        version: 'none',
        versionRefreshable: 'none',
        versionNonRefreshable: 'none',
        versionReplaceable: 'none',
        assets: [],
      })
    }
    feed.ready()
  },
})
