// The fixture that other tests stand on: the real client at the real server.
import { connect, InvalidCredentialsError } from 'quindar'
import { describe, expect, it } from 'vitest'
import { startServer } from '@quindar/testkit'

describe('startServer', () => {
  it.each(['meteor', 'streamer'] as const)('serves the demo to the client, speaking as %s', async (dialect) => {
    await using server = await startServer({ dialect })
    const alice = await connect(server.url, { user: 'alice', password: 'alice' })
    const bob = await connect(server.url, { user: 'bob', password: 'bob' })
    try {
      expect(server.connections).toBe(2)
      const seen: string[] = []
      const heard = new Promise<void>((resolve) => {
        bob.stream('room-messages', 'GENERAL').on((message) => {
          seen.push(message.msg)
          resolve()
        })
      })
      // A session's frames are served in their order: the answer to this one says that bob is subscribed.
      await bob.call('rooms/get')
      await alice.call('sendMessage', { _id: 'ping-from-alice01', rid: 'GENERAL', msg: '你好 👋' })
      await heard
      expect(seen).toEqual(['你好 👋'])
    } finally {
      await alice.close()
      await bob.close()
    }
    expect(server.faults).toEqual([])
  })

  it('makes nobody when told so', async () => {
    await using server = await startServer({ demo: false })
    await expect(connect(server.url, { user: 'alice', password: 'alice' })).rejects.toBeInstanceOf(
      InvalidCredentialsError,
    )
  })
})
