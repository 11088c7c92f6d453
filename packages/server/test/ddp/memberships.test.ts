// Who is in which room, while the store is being read and after.

import { describe, expect, it } from 'vitest'
import { Memberships } from '../../src/ddp/memberships.ts'
import { settled } from './clock.ts'

/** A store that answers when it is told to. */
function world() {
  const asked: string[] = []
  const answers: ((rooms: string[] | Error) => void)[] = []
  const memberships = new Memberships((userId) => {
    asked.push(userId)
    return new Promise((resolve, reject) => {
      answers.push((rooms) => (rooms instanceof Error ? reject(rooms) : resolve(rooms)))
    })
  })
  const inRoom = (roomId: string): string[] => [...memberships.in(roomId)]
  return { asked, answers, memberships, inRoom }
}

describe('memberships', () => {
  it('are read once per user, however many follow him', async () => {
    const { asked, answers, memberships, inRoom } = world()
    const both = [memberships.follow('u'), memberships.follow('u')]
    answers[0]?.(['a', 'b'])
    const [one, two] = await Promise.all(both)
    expect(asked).toEqual(['u'])
    expect(memberships.has('u', 'a')).toBe(true)
    expect(memberships.has('u', 'c')).toBe(false)
    one?.()
    one?.()
    expect(inRoom('a')).toEqual(['u'])
    two?.()
    expect(inRoom('a')).toEqual([])
    expect(memberships.has('u', 'a')).toBe(false)
  })

  it('move with what the bus says, for those who are followed', async () => {
    const { answers, memberships, inRoom } = world()
    const following = memberships.follow('u')
    answers[0]?.(['a'])
    await following
    memberships.joined('u', 'b')
    memberships.left('u', 'a')
    memberships.joined('stranger', 'b')
    memberships.left('stranger', 'b')
    expect(inRoom('a')).toEqual([])
    expect(inRoom('b')).toEqual(['u'])
  })

  it('are each user’s own: one who leaves takes nobody with him', async () => {
    const { answers, memberships, inRoom } = world()
    const following = [memberships.follow('u'), memberships.follow('v'), memberships.follow('w')]
    for (const answer of answers) answer(['a'])
    const [release] = await Promise.all(following)
    memberships.left('v', 'a')
    expect(inRoom('a')).toEqual(['u', 'w'])
    release?.()
    expect(inRoom('a')).toEqual(['w'])
  })

  it('believe the bus rather than a store that was read before', async () => {
    const { answers, memberships, inRoom } = world()
    const following = memberships.follow('u')
    memberships.left('u', 'old')
    memberships.joined('u', 'new')
    memberships.joined('u', 'short')
    memberships.left('u', 'short')
    answers[0]?.(['old', 'kept', 'short'])
    await following
    expect([inRoom('old'), inRoom('new'), inRoom('kept'), inRoom('short')]).toEqual([[], ['u'], ['u'], []])
  })

  it('leave nothing behind when everybody has let go before the store answered', async () => {
    const { answers, memberships, inRoom } = world()
    const first = memberships.follow('u')
    const second = memberships.follow('u')
    answers[0]?.(['a'])
    for (const release of await Promise.all([first, second])) release()
    expect(inRoom('a')).toEqual([])
    const again = memberships.follow('u')
    answers[1]?.(['b'])
    await again
    expect([inRoom('a'), inRoom('b')]).toEqual([[], ['u']])
  })

  it('can be asked again when the store has failed', async () => {
    const { asked, answers, memberships, inRoom } = world()
    const failing = memberships.follow('u')
    answers[0]?.(new Error('the disk'))
    await expect(failing).rejects.toThrow('the disk')
    const again = memberships.follow('u')
    answers[1]?.(['a'])
    await again
    await settled()
    expect(asked).toEqual(['u', 'u'])
    expect(inRoom('a')).toEqual(['u'])
  })
})
