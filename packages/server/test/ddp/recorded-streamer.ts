// What stood behind `rocketchat-ddp-streamer-6.14.log`: the server's own streams and fan-out over data in memory.

import { createLocalBus } from '../../src/bus/local.ts'
import { dialects } from '../../src/ddp/dialects.ts'
import { startFanout } from '../../src/ddp/fanout.ts'
import { Memberships } from '../../src/ddp/memberships.ts'
import { definePublication } from '../../src/ddp/publications.ts'
import { Session, type SessionPorts } from '../../src/ddp/session.ts'
import { Sessions } from '../../src/ddp/sessions.ts'
import { streamPublication, streams, userPresence } from '../../src/ddp/streams/index.ts'
import { Topics } from '../../src/ddp/topics.ts'
import type { Access } from '../../src/domain/access.ts'
import { createActivity } from '../../src/domain/activity.ts'
import type { Message, Room } from '../../src/domain/entities.ts'
import { editionOf } from '../../src/domain/edition.ts'
import type { Ground } from '../../src/domain/ground.ts'
import { LoginRefusal } from '../../src/domain/login-refusal.ts'
import { countingRandom, type TestClock } from './clock.ts'
import { doorOf, named, NOBODY_WATCHES, user, type RecordedWorld } from './recorded-world.ts'

const GENERAL: Room = {
  id: 'GENERAL',
  type: 'channel',
  name: 'general',
  readOnly: false,
  isDefault: true,
  memberCount: 2,
  messageCount: 0,
  seq: 0,
  createdAt: 0,
  updatedAt: 0,
}

/** Everybody who is logged in may read and write GENERAL, and nothing else. */
const access: Access = {
  of: () => Promise.resolve(undefined),
  readableRoom: (reader, roomId) => Promise.resolve(reader && roomId === 'GENERAL' ? GENERAL : undefined),
  writableRoom: (writer, roomId) => Promise.resolve(writer && roomId === 'GENERAL' ? GENERAL : undefined),
  mayRead: () => Promise.resolve(false),
  visitorRoom: () => Promise.resolve(undefined),
}

export function streamerWorld(clock: TestClock): RecordedWorld {
  const faults: unknown[] = []
  const report = (fault: unknown): void => void faults.push(fault)
  const bus = createLocalBus(report)
  const topics = new Topics()
  const memberships = new Memberships(() => Promise.resolve([]))
  const sessions = new Sessions(NOBODY_WATCHES)
  const edition = editionOf()
  const ground = { access, topics, memberships, trustsParams: true }
  startFanout({ bus, epoch: 'epoch', habits: edition.habits, topics, memberships, sessions })
  const activity = createActivity({ bus } as Ground, access, edition)
  const ports: SessionPorts = {
    clock,
    random: countingRandom(),
    dialect: dialects.streamer,
    methods: doorOf({
      login([options], { session }) {
        const { user: named, password, resume } = options as { user?: unknown; password?: unknown; resume?: string }
        const found = resume === 'TOKEN-u2' ? user('u2', 'bob') : user('u1', 'alice')
        if (named && password === 'no') throw new LoginRefusal('credentials')
        session.loggedIn(found, found.id, resume === undefined ? 'password' : 'resume')
        const tokenExpires = new Date(clock.now() + 90 * 86_400_000)
        return {
          id: found.id,
          token: `TOKEN-${found.id}`,
          tokenExpires,
          type: resume === undefined ? 'password' : 'resume',
        }
      },
      logout: (_params, { session }) => session.loggedOut(),
      'UserPresence:online': () => true,
      'stream-notify-room': async ([key, ...args], { user: writer, session }) => {
        const [roomId = '', event = ''] = String(key).split('/')
        await activity.write({ user: writer, sessionId: session.id, roomId, event, args })
      },
      sendMessage([draft], { user: author }) {
        const { _id: id, rid: roomId, msg: text } = draft as { _id: string; rid: string; msg: string }
        const at = clock.now()
        const u = { id: author?.id ?? '', username: author?.username ?? '', name: author?.name ?? '' }
        const message: Message = {
          id,
          roomId,
          author: u,
          text,
          mentions: [],
          channels: [],
          urls: [],
          reactions: {},
          sentAt: at,
          updatedAt: at,
          seq: 1,
        }
        // The recorded server hears of a message from another process, after it has answered.
        setImmediate(() => bus.publish({ type: 'message', change: 'sent', message, room: GENERAL }))
        const ts = new Date(at)
        return { _id: id, rid: roomId, msg: text, ts, u: { _id: u.id, username: u.username }, _updatedAt: ts }
      },
    }),
    publications: named([
      ...streams.map((stream) => streamPublication(stream, ground)),
      userPresence(topics),
      recordedLoginServices,
      recordedVersions,
      livechatRoom,
    ]),
    universal: [],
    admitSub: () => undefined,
    observer: sessions,
    report,
  }
  return {
    accept(wire) {
      const session = new Session(ports, wire)
      sessions.add(session)
      return session
    },
    faults,
  }
}

const recordedLoginServices = definePublication({
  name: 'meteor.loginServiceConfiguration',
  who: 'anyone',
  start(feed) {
    feed.added('meteor_accounts_loginServiceConfiguration', 'lsc1', { _id: 'lsc1', service: 'saml' })
    feed.ready()
  },
})

const recordedVersions = definePublication({
  name: 'meteor_autoupdate_clientVersions',
  who: 'anyone',
  start(feed) {
    const versions = { version: 'abc', versionRefreshable: 'r', versionNonRefreshable: 'n', versionReplaceable: 'p' }
    feed.added('meteor_autoupdate_clientVersions', 'web.browser', versions)
    feed.ready()
  },
})

/** A stream that this server does not have yet. */
const livechatRoom = definePublication({
  name: 'stream-livechat-room',
  who: 'anyone',
  start: (feed) => feed.ready(),
})
