// The publications that are no streams, and the end of all connections.

import { beforeEach, describe, expect, it } from 'vitest'
import { live, type Live } from './live.ts'

let place: Live

beforeEach(async () => {
  place = await live()
})

describe('publications', () => {
  it('of the own document begin at login, follow it, and end at logout', async () => {
    const person = await place.enter()
    const login = await person.call('login', { user: { username: 'bob' }, password: 'bob' })
    expect(login[0]).toMatchObject({
      msg: 'added',
      collection: 'users',
      id: 'bob-id',
      fields: { username: 'bob', name: 'Bob', status: 'online', roles: ['user'] },
    })
    expect(login[0]?.['fields']).not.toHaveProperty('_id')
    await person.call('UserPresence:away').then((frames) => {
      expect(frames[0]).toEqual({
        msg: 'changed',
        collection: 'users',
        id: 'bob-id',
        fields: { status: 'away', statusConnection: 'away' },
      })
    })
    place.domain.ground.bus.publish({ type: 'user', user: { ...place.bob, name: 'Robert' } })
    expect(await person.mail()).toEqual([
      { msg: 'changed', collection: 'users', id: 'bob-id', fields: { name: 'Robert' } },
    ])
    const logout = await person.call('logout')
    expect(logout[0]).toEqual({ msg: 'removed', collection: 'users', id: 'bob-id' })
  })

  it('of login services are there for everybody, and empty', async () => {
    const person = await place.enter()
    expect(await person.sub('meteor.loginServiceConfiguration')).toEqual([{ msg: 'ready', subs: ['s1'] }])
  })

  it('of client versions are there for everybody, one document per architecture', async () => {
    const person = await place.enter()
    const frames = await person.sub('meteor_autoupdate_clientVersions')
    expect(frames.map(({ msg, id }) => [msg, id])).toEqual([
      ['added', 'web.browser'],
      ['added', 'web.browser.legacy'],
      ['added', 'web.cordova'],
      ['ready', undefined],
    ])
    expect(frames[0]?.['fields']).toMatchObject({ version: expect.any(String) as string, assets: [] })
  })
})

it('counts its connections, and closes them when it is closed', async () => {
  const [one, two] = [await place.enter('bob'), await place.enter()]
  expect(place.ddp.connections).toBe(2)
  two.leave()
  expect(place.ddp.connections).toBe(1)
  await place.ddp.close()
  expect(one.wire.goodbye).toEqual({ code: 1012, reason: 'The server is going down' })
  expect(place.ddp.connections).toBe(0)
})
