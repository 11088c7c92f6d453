// A refusal whose words cannot be loaded: a bundle that was replaced on its server while a page was open.
import { expect, test, vi } from 'vitest'
import { createClient } from 'quindar'
import { fakeNetwork } from '@quindar/testkit'

vi.mock('../../src/client/calls/refusals.ts', () => {
  throw new Error('404')
})

test('a call settles and a subscription is refused all the same', async () => {
  const { WebSocket, latest } = fakeNetwork()
  const rc = createClient('http://localhost:3000', { ports: { WebSocket } })
  latest().open()
  latest().receive({ msg: 'connected', session: 's' })
  const { ready } = rc.stream('notify-all', 'x').on(() => {})
  await expect.poll(() => latest().sentOf('sub')).toHaveLength(1)
  latest().receive({ msg: 'nosub', id: 's1', error: { error: 'no' } })
  const sentence = 'The server refused, and the part of this client that says why cannot be loaded'
  await expect(ready).rejects.toThrow(sentence)
  const call = rc.call('x')
  await expect.poll(() => latest().sentOf('method')).toHaveLength(1)
  latest().receive({ msg: 'result', id: 'm1', error: { error: 'no' } })
  await expect(call).rejects.toMatchObject({
    code: 'connection-failed',
    message: expect.stringContaining(sentence) as string,
  })
  await rc.close()
})
