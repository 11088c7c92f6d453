// The client beneath a chat, which a page may use for calls of its own.
import { expect, test } from 'vitest'
import { setStage } from './stage.ts'

test.each([undefined, 7, 8, 9] as const)(
  'a page that asks which release it is hears the truth (%s)',
  async (compat) => {
    const { visitor, alice } = await setStage(compat ? { compat } : {})
    const chat = visitor()
    await chat.start({ name: 'Ada' })
    // The client itself has been told something else: so it calls what the gateway translates.
    await chat.send('Hello')
    await chat.typing()
    const told = await chat.client.rest('GET /api/info')
    expect(told).toEqual(await alice.rest('GET /api/info'))
    expect(told).toHaveProperty('version', expect.stringMatching(new RegExp(`^${compat ?? 8}[.]`)))
  },
)
