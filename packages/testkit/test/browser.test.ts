import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { launchBrowser, serveStatic } from '@quindar/testkit'
import { afterAll, expect, it } from 'vitest'

const folder = mkdtempSync(join(tmpdir(), 'quindar-static-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

writeFileSync(join(folder, 'index.html'), '<script type="module" src="./a file.js"></script>')
writeFileSync(join(folder, 'a file.js'), 'document.title = `${isSecureContext} ${location.hostname}`')

it('a page from this machine is a secure context, the same page from another name is none', async () => {
  await using pages = await serveStatic(folder)
  await using browser = await launchBrowser({ hosts: { 'chat.lan': '127.0.0.1' } })
  const page = await browser.newPage()
  await page.goto(`${pages.url}/`)
  expect(await page.title()).toBe('true 127.0.0.1')
  await page.goto(`http://chat.lan:${pages.port}/`)
  expect(await page.title()).toBe('false chat.lan')
})

it('gives files with their type, and nothing that is not in the folder', async () => {
  await using pages = await serveStatic(folder)
  const found = await fetch(`${pages.url}/a%20file.js`)
  expect([found.status, found.headers.get('content-type')]).toEqual([200, 'text/javascript; charset=utf-8'])
  expect((await fetch(`${pages.url}/absent.js`)).status).toBe(404)
  expect((await fetch(`${pages.url}/..%2f..%2f..%2fetc%2fpasswd`)).status).toBe(404)
})
