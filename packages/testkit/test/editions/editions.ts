// A server that plays one release of Rocket.Chat, against what the tables say of that release. Which rows a release has
// is worked out here once more, so that a mistake in the server's own reckoning shows. PROTOCOL.md#habits-of-releases
import {
  LAST_RELEASES,
  METHODS,
  ROUTES,
  STREAMS,
  type Answered,
  type Lifetime,
  type MajorRelease,
} from 'quindar/protocol'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startServer, type TestServer } from '@quindar/testkit'
import { dialBare } from '../bare-client.ts'
import { eavesdrop, type Overheard } from './eavesdrop.ts'

export type Dialect = 'meteor' | 'streamer'
export const MAJORS = Object.keys(LAST_RELEASES).map((major) => Number(major) as MajorRelease)

const number = (release: string) => Number(release.split('.')[0]) * 1_000 + Number(release.split('.')[1])

/** Meant to be slower to read and simpler to believe than the server's. */
export function isThere(major: MajorRelease, fact: Lifetime & Answered): boolean {
  const { since = '0.0', until, announcedUntil, extension, answered = true } = fact
  if (extension || !answered) return false
  const now = number(LAST_RELEASES[major])
  const ends = [until, announcedUntil].flatMap((release) => (release === undefined ? [] : [number(release)]))
  return now >= number(since) && ends.every((end) => now < end)
}

/** The facts of PROTOCOL.md#habits-of-releases, release by release, as numbers of today. */
const HABITS = {
  greets: [3, 4],
  deniesInSilence: [3, 4],
  typing: [3, 4, 5],
  userActivity: [4, 5, 6, 7, 8, 9],
  loginIs401: [7, 8, 9],
  clientVersions: [6, 7, 8, 9],
  methodCallFails: [8, 9],
}

export function describeEdition(compat: MajorRelease, dialect: Dialect): void {
  describe(`--compat ${compat} --dialect ${dialect}`, () => {
    let server: TestServer
    let client: Awaited<ReturnType<typeof dialBare>>
    beforeAll(async () => {
      server = await startServer({ compat, dialect, limits: 'none' })
      client = await dialBare(server.url)
    })
    afterAll(async () => {
      client[Symbol.dispose]()
      await server[Symbol.asyncDispose]()
    })

    it('says which release it is, in the shape of that release', async () => {
      const info = (await (await fetch(`${server.url}/api/info`)).json()) as Record<string, unknown>
      expect(info['version']).toBe(LAST_RELEASES[compat])
      expect(Object.keys(info).toSorted()).toEqual(
        HABITS.clientVersions.includes(compat)
          ? ['minimumClientVersions', 'success', 'version']
          : ['success', 'version'],
      )
    })

    it('has the methods of that release and no others', async () => {
      for (const [name, fact] of METHODS) {
        const { error } = await client.method(name)
        const gone = isThere(compat, fact) ? undefined : `Method '${name}' not found`
        expect(error?.error === 404 ? error.reason : undefined, name).toBe(gone)
      }
    })

    it('has the streams of that release and no others', async () => {
      for (const [name, fact] of STREAMS) {
        const { error } = await client.sub(`stream-${name}`, 'any/key', false)
        expect(error?.error === 404, name).toBe(!isThere(compat, fact))
        const writer = await client.method(`stream-${name}`, 'any/key')
        expect(writer.error?.error === 404, name).toBe(!isThere(compat, fact))
      }
    })

    it('has the routes of that release and no others', async () => {
      for (const [name, fact] of ROUTES) {
        const path = fact.path.replace(/:\w+/g, 'any')
        const { status } = await fetch(server.url + path, { method: fact.verb })
        expect(status === 404, name).toBe(!isThere(compat, fact))
      }
    })

    describe('in use', () => {
      let heard: Overheard
      beforeAll(async () => {
        heard = await eavesdrop(server)
      })

      it('greets or does not', () => {
        const [first] = heard.frames
        const greets = dialect === 'streamer' || HABITS.greets.includes(compat)
        expect(first === '{"server_id":"0"}').toBe(greets)
      })

      it('says nothing of ours, in no frame and no answer', () => {
        expect(heard.frames.length).toBeGreaterThan(20)
        expect(
          [...heard.frames, ...heard.answers].filter((text) => /_seq|_epoch|extensions|quindar/.test(text)),
        ).toEqual([])
      })

      it('refuses a login with the code of that release', () => {
        const code = dialect === 'meteor' && HABITS.loginIs401.includes(compat) ? 401 : 403
        expect(heard.refusedLogin).toBe(code)
      })

      it('denies a stream as that release does', () => {
        expect(heard.denied).toBe(HABITS.deniesInSilence.includes(compat) ? undefined : 'not-allowed')
      })

      it('tells who types in the words of that release', () => {
        expect(heard.typing).toEqual([
          ...(HABITS.typing.includes(compat) ? ['typing'] : []),
          ...(HABITS.userActivity.includes(compat) ? ['user-activity'] : []),
        ])
      })

      it('tells presence in the length of that release', () => {
        expect(heard.statusLength).toBe(compat < 5 ? 4 : compat < 8 ? 6 : 8)
      })

      it('takes a message with attachments, or not, or has no sendMessage at all', () => {
        expect(heard.openBody).toBe(compat < 7 ? 'here' : compat < 9 ? 400 : 404)
      })

      it('answers method.call for a method that is refused with the status of that release', () => {
        expect(heard.refusedMethodCall).toBe(HABITS.methodCallFails.includes(compat) ? 400 : 200)
      })
    })
  })
}
