// While developing, the pages come from Vite instead of the server: they are to say the same.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it, vi } from 'vitest'
import { createServer } from 'vite'

const root = join(import.meta.dirname, '..')

it.each([
  ['people', ['people']],
  ['', []],
])('pages of `npm run dev` say whether the demo’s people are on the server: "%s"', async (demo, told) => {
  vi.stubEnv('QUINDAR_DEMO', demo)
  const server = await createServer({
    configFile: join(root, 'vite.config.ts'),
    logLevel: 'silent',
    server: { middlewareMode: true, ws: false, watch: null },
    optimizeDeps: { noDiscovery: true },
  })
  for (const page of ['chat', 'console']) {
    const html = readFileSync(join(root, page, 'index.html'), 'utf8')
    const drawn = await server.transformIndexHtml(`/${page}/index.html`, html)
    expect([...drawn.matchAll(/<meta name="quindar-demo" content="(\w+)"/g)].map(([, who]) => who)).toEqual(told)
  }
  await server.close()
  vi.unstubAllEnvs()
})
