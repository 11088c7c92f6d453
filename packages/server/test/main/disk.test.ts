// When the disk fails under a running server: nothing is acknowledged that is not there, and the process ends with a
// sentence, so that a new one can recover what was acknowledged.

import { expect, it } from 'vitest'
import { WebSocket } from 'ws'
import { Client } from '../net/carrier.ts'
import { Program, temporaryDirectory, withSmallFiles } from './program.ts'

async function logIn(url: string): Promise<Client> {
  const client = await Client.open(`${url.replace('http', 'ws')}/websocket`)
  client.say({ msg: 'connect', version: '1', support: ['1'] })
  client.say({
    msg: 'method',
    method: 'login',
    id: 'login',
    params: [{ user: { username: 'admin' }, password: 'admin' }],
  })
  await client.until(({ msg, id }) => msg === 'result' && id === 'login')
  return client
}

it('a disk that fails ends acknowledgements, then the process, with a sentence; what was acknowledged is there', async () => {
  const directory = temporaryDirectory()
  const options = { cwd: directory.path }
  const first = new Program([], options)
  await first.ready()
  first.child.kill('SIGTERM')
  await first.exit

  // Its log may grow to 96 KiB: enough to start and for a few messages, fewer than the limiter lets through.
  const failing = new Program([], { ...options, under: withSmallFiles(98_304) })
  const client = await logIn(await failing.ready())
  const acknowledged: string[] = []
  for (let index = 0; client.socket.readyState === WebSocket.OPEN; index++) {
    const id = `message${String(index).padStart(10, '0')}`
    client.say({
      msg: 'method',
      method: 'sendMessage',
      id,
      params: [{ _id: id, rid: 'GENERAL', msg: 'x'.repeat(5_000) }],
    })
    const answer = await client.until(({ msg }) => msg === 'result').catch(() => undefined)
    if (answer && !('error' in answer)) acknowledged.push(id)
    if (!answer || 'error' in answer) break
  }
  expect(await failing.exit).toEqual({ code: 3, signal: null })
  expect(failing.errors).toMatch(
    /^[^\n]+: stop here, check the disk, and start again to recover what was acknowledged\.\n$/,
  )

  const again = new Program([], options)
  const reader = await logIn(await again.ready())
  reader.say({ msg: 'method', method: 'loadHistory', id: 'h', params: ['GENERAL', null, 100] })
  const history = await reader.until(({ msg, id }) => msg === 'result' && id === 'h')
  const { messages } = history['result'] as { messages: { _id: string }[] }
  const stored = messages.map(({ _id }) => _id)
  expect(acknowledged.filter((id) => !stored.includes(id))).toEqual([])
  expect(acknowledged.length).toBeGreaterThan(0)
  reader.socket.terminate()
  again.child.kill('SIGTERM')
  await again.exit
  directory.remove()
})
