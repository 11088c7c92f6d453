// The script of the question itself, not a word changed but the address: as a program of Node and as a page in Chromium,
// in the fourteen seconds that it takes. It prints what it hears.

import { spawn } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { connect } from 'quindar'
import type { MajorRelease } from 'quindar/protocol'
import { launchBrowser, serveStatic, startServer } from '@quindar/testkit'
import { originalScript } from './original.ts'
import { websocketUrl } from './script.ts'

const PATIENTLY = { timeout: 60_000 }

type Finish = (task: () => Promise<void>) => void

/** A server where alice takes every chat and greets, until the test that it was made for is over: several run at once. */
async function stage(finish: Finish, compat?: MajorRelease): Promise<string> {
  const server = await startServer({ livechat: { routing: 'manual' }, ...(compat !== undefined && { compat }) })
  await server.domain.livechat.agents.add('alice')
  const alice = await connect(server.url, { user: 'alice', password: 'alice' })
  await alice.call('livechat:changeLivechatStatus', { status: 'available' })
  alice.stream('livechat-inquiry-queue-observer', 'public').on(async ({ type, _id, rid }) => {
    if (type !== 'added') return
    await alice.call('livechat:takeInquiry', _id)
    // The script listens from its tenth second on.
    const history = alice.stream('notify-room', `${rid}/user-activity`)
    history.on(() => {})
    setTimeout(() => void alice.call('sendMessage', { rid, msg: 'Hello, this is Alice' }).catch(() => {}), 6_000)
  })
  finish(async () => {
    await alice.close()
    await server.close()
  })
  return websocketUrl(server.url)
}

describe.concurrent.each([undefined, 3, 4] as const)('the script as it stands (--compat %s)', (compat) => {
  it(
    'in Node: answered to the end, and the agent’s reply is printed',
    { timeout: 90_000 },
    async ({ expect, onTestFinished }) => {
      const script = originalScript(await stage(onTestFinished, compat))
      const child = spawn(process.execPath, ['-e', script])
      onTestFinished(() => void child.kill())
      let printed = ''
      child.stdout.on('data', (data: Buffer) => (printed += data.toString()))
      child.stderr.on('data', (data: Buffer) => (printed += data.toString()))
      await expect.poll(() => printed, PATIENTLY).toMatch(/msg received {2}Hello, this is Alice timestamp/)
      await expect.poll(() => printed, PATIENTLY).toMatch(/id: '9'/)
      expect(printed).toContain('-----previous msgs---------------')
      expect(printed).not.toMatch(/error:|Error/)
    },
  )
})

it('in Chromium: the same', { timeout: 90_000 }, async () => {
  const folder = await mkdtemp(join(tmpdir(), 'quindar-livechat-script-'))
  await writeFile(join(folder, 'main.js'), originalScript(await stage(onTestFinished)))
  await writeFile(join(folder, 'index.html'), '<!doctype html><title>S2</title><script src="main.js"></script>')
  await using site = await serveStatic(folder)
  await using browser = await launchBrowser()
  const page = await browser.newPage()
  const printed: string[] = []
  const complaints: string[] = []
  page.on('console', (line) => printed.push(line.text()))
  page.on('pageerror', (error) => complaints.push(error.message))
  await page.goto(`${site.url}/`)
  await expect.poll(() => printed.join('\n'), PATIENTLY).toContain('msg received  Hello, this is Alice')
  expect(complaints).toEqual([])
  await rm(folder, { recursive: true })
})
