import { verify } from '@node-rs/argon2'
import { describe, expect, it, vi } from 'vitest'
import { digestOf } from '../../src/domain/password-digest.ts'
import { createPasswords } from '../../src/domain/passwords.ts'
import { testRandom } from './world.ts'

vi.mock('@node-rs/argon2', { spy: true })

describe('passwords at rest', () => {
  it('are argon2id with 19 MiB, two passes, one lane, and a salt of their own', async () => {
    const passwords = createPasswords(testRandom())
    const [one, two] = await Promise.all([passwords.hash(digestOf('alice')), passwords.hash(digestOf('alice'))])
    expect(one).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$[A-Za-z0-9+/]{22}\$[A-Za-z0-9+/]{43}$/)
    expect(two).not.toBe(one)
    expect(await passwords.matches(one, digestOf('alice'))).toBe(true)
    expect(await passwords.matches(one, digestOf('Alice'))).toBe(false)
  })

  it('cost the same work where there is no user: a hash of the same price is tried, and fits nothing', async () => {
    const passwords = createPasswords(testRandom())
    vi.mocked(verify).mockClear()
    expect(await passwords.matches(undefined, digestOf('alice'))).toBe(false)
    const [tried] = vi.mocked(verify).mock.calls[0] ?? []
    expect(tried).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/)
  })

  it('are tried two at a time; fifty wait, the next is refused, and places are given on', async () => {
    const passwords = createPasswords(testRandom())
    let running = 0
    let most = 0
    const open: (() => void)[] = []
    vi.mocked(verify).mockImplementation(async () => {
      most = Math.max(most, ++running)
      await new Promise<void>((resolve) => open.push(resolve))
      running--
      return true
    })
    const waiting = Array.from({ length: 52 }, () => passwords.matches('x', 'y'))
    await expect(passwords.matches('x', 'y')).rejects.toMatchObject({
      code: 'too-many-requests',
      reason: 'Error, too many requests. Please slow down. You must wait 1 seconds before trying again.',
      details: { timeToReset: 1_000 },
    })
    for (let done = 0; done < 52; done++) {
      await vi.waitFor(() => expect(open.length).toBeGreaterThan(0), { interval: 1 })
      open.shift()?.()
    }
    expect(await Promise.all(waiting)).toEqual(Array.from({ length: 52 }, () => true))
    expect(most).toBe(2)
    const later = [passwords.matches('x', 'y'), passwords.matches('x', 'y')]
    await vi.waitFor(() => expect(open.length).toBe(2))
    for (const go of open.splice(0)) go()
    expect(await Promise.all(later)).toEqual([true, true])
  })

  it('give the place on when hashing fails', async () => {
    const passwords = createPasswords(testRandom())
    vi.mocked(verify).mockRejectedValue(new Error('broken hash'))
    for (let i = 0; i < 5; i++) await expect(passwords.matches('x', 'y')).rejects.toThrow('broken hash')
  })
})
