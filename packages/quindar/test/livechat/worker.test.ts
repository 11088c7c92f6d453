// Without a page: the library's own files in a Worker of Chromium, talking to the real server from another port.
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { launchBrowser, serveStatic } from '@quindar/testkit'
import { setStage } from './stage.ts'

const WORKER = `
import { livechat } from './quindar/dist/livechat/index.js'
onmessage = async ({ data }) => {
  const chat = livechat(data)
  chat.on('message', ({ author, text }) => postMessage(author.name + ': ' + text))
  const { agent } = await chat.start({ name: 'Ada' })
  await chat.send('from a Worker, to ' + agent.name)
}
`

test('it runs in a Worker', async () => {
  const { server } = await setStage()
  const folder = mkdtempSync(join(tmpdir(), 'quindar-livechat-worker-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  mkdirSync(join(folder, 'quindar'))
  symlinkSync(resolve(import.meta.dirname, '../../dist'), join(folder, 'quindar/dist'), 'junction')
  writeFileSync(join(folder, 'worker.js'), WORKER)
  writeFileSync(join(folder, 'index.html'), '<!doctype html><title>A page</title><link rel="icon" href="data:," />')
  await using site = await serveStatic(folder)
  await using browser = await launchBrowser()
  const page = await browser.newPage()
  await page.goto(`${site.url}/`)
  const told = await page.evaluate(
    (url) =>
      new Promise((resolve, reject) => {
        const worker = new Worker('worker.js', { type: 'module' })
        worker.onmessage = ({ data }) => resolve(data)
        worker.onerror = ({ message }) => reject(new Error(message))
        worker.postMessage(url)
      }),
    server.url,
  )
  expect(told).toBe('Ada: from a Worker, to Alice Chen')
})
