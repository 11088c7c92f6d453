// The galleries, built: every state of both pages with made-up models, for what looks at all of them. No page of the
// product; while developing, `npm run dev` serves them from the sources.
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { build, defaultClientConditions } from 'vite'
import { root } from './run.mjs'

/** @returns Where they are, until it is disposed of: `/chat/gallery/` and `/console/gallery/` of that folder. */
export async function buildGalleries() {
  const folder = await mkdtemp(join(tmpdir(), 'quindar-galleries-'))
  const apps = join(root, 'apps')
  await build({
    configFile: false,
    logLevel: 'error',
    root: apps,
    base: '/',
    resolve: { conditions: ['@quindar/source', ...defaultClientConditions] },
    build: {
      outDir: folder,
      emptyOutDir: true,
      rolldownOptions: { input: ['chat', 'console'].map((page) => join(apps, page, 'gallery/index.html')) },
    },
  })
  return { folder, [Symbol.asyncDispose]: () => rm(folder, { recursive: true, force: true }) }
}
