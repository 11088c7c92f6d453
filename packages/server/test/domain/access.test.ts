import { describe, expect, it } from 'vitest'
import { may } from '../../src/domain/permissions.ts'
import { town } from './world.ts'

describe('access to rooms', () => {
  it('is open in channels, closed in groups, and nobody’s without a login', async () => {
    const made = await town()
    const { access } = made.domain
    expect((await access.readableRoom(made.carol, 'TOWN'))?.id).toBe('TOWN')
    expect((await access.writableRoom(made.carol, 'TOWN'))?.id).toBe('TOWN')
    expect((await access.readableRoom(made.bob, 'DEN'))?.id).toBe('DEN')
    expect((await access.writableRoom(made.bob, 'DEN'))?.id).toBe('DEN')
    for (const user of [made.carol, undefined]) {
      expect(await access.readableRoom(user, 'DEN')).toBeUndefined()
      expect(await access.writableRoom(user, 'DEN')).toBeUndefined()
      expect(await access.mayRead(user, made.group)).toBe(false)
    }
    expect(await access.readableRoom(undefined, 'TOWN')).toBeUndefined()
    expect(await access.writableRoom(undefined, 'TOWN')).toBeUndefined()
    expect(await access.readableRoom(made.alice, 'NOWHERE')).toBeUndefined()
    expect(await access.mayRead(made.bob, made.group)).toBe(true)
    expect(await access.mayRead(undefined, made.channel)).toBe(false)
  })

  it('is lost with the account', async () => {
    const made = await town()
    const gone = { ...made.alice, active: false }
    expect(await made.domain.access.of(gone, 'DEN')).toMatchObject({ mayRead: false, mayWrite: false })
    expect(await made.domain.access.of(gone, 'TOWN')).toMatchObject({ mayRead: false, mayWrite: false })
  })

  it('lets a guest into what he is a member of, and a bot write where it does not read', async () => {
    const made = await town()
    const guest = await made.user('guest', ['guest'])
    const bot = await made.user('bot', ['bot'])
    expect(await made.domain.access.of(guest, 'TOWN')).toMatchObject({ mayRead: false, mayWrite: false })
    expect(await made.domain.access.of(bot, 'TOWN')).toMatchObject({ mayRead: false, mayWrite: true })
    const room = await made.domain.rooms.create(made.alice, {
      type: 'channel',
      name: 'lobby',
      usernames: ['guest'],
      readOnly: false,
    })
    expect(await made.domain.access.of(guest, room.id)).toMatchObject({ mayRead: true, mayWrite: true })
  })
})

describe('permissions', () => {
  it('come with the user’s roles or with those in the room', () => {
    expect(may({ roles: ['user'] }, 'edit-message')).toBe(false)
    expect(may({ roles: ['user'] }, 'edit-message', ['owner'])).toBe(true)
    expect(may({ roles: ['user'] }, 'edit-message', ['moderator'])).toBe(true)
    expect(may({ roles: ['user'] }, 'edit-message', ['leader'])).toBe(false)
    expect(may({ roles: ['admin'] }, 'edit-message')).toBe(true)
    expect(may({ roles: [] }, 'create-c')).toBe(false)
  })

  it('are Rocket.Chat’s for each role', () => {
    const all = [
      'create-c',
      'create-p',
      'create-d',
      'view-c-room',
      'preview-c-room',
      'leave-c',
      'leave-p',
      'edit-message',
      'delete-message',
      'delete-own-message',
      'post-readonly',
      'mention-all',
      'mention-here',
      'send-many-messages',
      'api-bypass-rate-limit',
    ] as const
    const of = (role: 'admin' | 'user' | 'bot' | 'guest' | 'owner' | 'moderator') =>
      all.filter((permission) => may({ roles: [role] }, permission))
    expect(of('admin')).toEqual(all)
    expect(of('user')).toEqual([
      'create-c',
      'create-p',
      'create-d',
      'view-c-room',
      'preview-c-room',
      'leave-c',
      'leave-p',
      'delete-own-message',
      'mention-all',
      'mention-here',
    ])
    expect(of('bot')).toEqual([
      'create-c',
      'create-p',
      'create-d',
      'view-c-room',
      'leave-c',
      'leave-p',
      'send-many-messages',
      'api-bypass-rate-limit',
    ])
    expect(of('guest')).toEqual([])
    expect(of('owner')).toEqual(['edit-message', 'delete-message', 'post-readonly', 'mention-all', 'mention-here'])
    expect(of('moderator')).toEqual(['edit-message', 'delete-message', 'post-readonly', 'mention-all', 'mention-here'])
  })
})
