// Transcripts of a server that has a place for its data: files that mail programs open.

import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { temporaryDirectory } from '../store/world.ts'
import { livechatServer, RawSocket } from './wire.ts'

it('lie in the folder of the data, one for each that was asked for', async () => {
  const data = temporaryDirectory()
  const server = await livechatServer({ data, livechat: { acceptWithoutAgents: true } })
  const token = 'TOKEN-OF-A-VISITOR'
  const visitor = await RawSocket.connect(server.url)
  await visitor.call('livechat:registerGuest', { token, name: '维拉' })
  await visitor.call('sendMessageLivechat', { _id: 'm', rid: 'R', msg: '你好', token })
  expect((await visitor.call('livechat:sendTranscript', token, 'R', 'vera@example.com'))['result']).toBe(true)
  const [name = '', ...more] = readdirSync(join(data, 'mail'))
  expect([name, more]).toEqual([expect.stringMatching(/^\d{4}-.*Z-[0-9a-f]{8}\.eml$/), []])
  const path = join(data, 'mail', name)
  expect(statSync(path).mode & 0o777).toBe(0o600)
  const [head = '', text] = readFileSync(path, 'utf8').split('\r\n\r\n')
  expect(head.split('\r\n').slice(1)).toEqual([
    'To: vera@example.com',
    'Subject: Your conversation',
    'MIME-Version: 1.0',
    'Content-Type: text/plain; charset=utf-8',
    'Content-Transfer-Encoding: 8bit',
  ])
  expect(text).toMatch(/^\S+Z {2}维拉: 你好\n$/)
  const injected = await visitor.call('livechat:sendTranscript', token, 'R', 'a@b.c\r\nBcc: x@y.z')
  expect(injected['error']).toMatchObject({ error: 'error-invalid-email' })
  expect(readdirSync(join(data, 'mail'))).toHaveLength(1)
})
