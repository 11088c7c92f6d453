// Without a page: the library's own files in a Worker of Chromium, talking to the real server from another port; in Node by
// themselves, and in a thread of Node's.
import { execFile } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { promisify } from 'node:util'
import { Worker as Thread } from 'node:worker_threads'
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

/** The files as they are installed, with nothing of a test around them. */
const LIBRARY = pathToFileURL(resolve(import.meta.dirname, '../../dist/livechat/index.js')).href

test('it runs in Node, and leaves nothing that keeps the process alive', async () => {
  const { server } = await setStage()
  const program = `
    import { livechat } from ${JSON.stringify(LIBRARY)}
    const chat = livechat(process.argv[1])
    chat.on('message', ({ author, text }) => console.log(author.name + ': ' + text))
    const told = new Promise((resolve) => chat.on('message', resolve))
    const { agent } = await chat.start({ name: 'Ada' })
    await chat.send('from Node, to ' + agent.name)
    await told
    await chat.destroy()
  `
  const node = promisify(execFile)
  const { stdout } = await node(process.execPath, ['--input-type=module', '-e', program, '--', server.url])
  expect(stdout).toBe('Ada: from Node, to Alice Chen\n')
})

test('it runs in a thread of Node’s', async () => {
  const { server } = await setStage()
  const program = `
    import { parentPort, workerData } from 'node:worker_threads'
    const { livechat } = await import(workerData.library)
    const chat = livechat(workerData.url)
    chat.on('message', ({ author, text }) => parentPort.postMessage(author.name + ': ' + text))
    const { agent } = await chat.start({ name: 'Ada' })
    await chat.send('from a thread, to ' + agent.name)
  `
  const thread = new Thread(new URL(`data:text/javascript,${encodeURIComponent(program)}`), {
    workerData: { library: LIBRARY, url: server.url },
  })
  onTestFinished(async () => {
    await thread.terminate()
  })
  const told = await new Promise((resolve_, reject) => {
    thread.on('message', resolve_)
    thread.on('error', reject)
  })
  expect(told).toBe('Ada: from a thread, to Alice Chen')
})
