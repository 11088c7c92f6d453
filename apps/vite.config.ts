// How the pages are built: two pages that share what is the same, every file by a relative address (so that they also
// work below a path), each page beside its assets. `scripts/pages.mjs` runs it, `npm run dev` serves with it.
import { rename } from 'node:fs/promises'
import { join } from 'node:path'
import { defaultClientConditions, defineConfig, type Plugin } from 'vite'

/** The chat page is the first one; every other has its folder's name. */
const PAGES = { index: 'chat/index.html', console: 'console/index.html' }
const root = import.meta.dirname

/** `chat/index.html` becomes `index.html`, so that a page's address is the name of its file. */
function besideTheAssets(): Plugin {
  let folder = ''
  return {
    name: 'beside-the-assets',
    apply: 'build',
    configResolved: ({ build }) => {
      folder = build.outDir
    },
    writeBundle: async () => {
      for (const [name, page] of Object.entries(PAGES)) {
        const temporary = join(folder, `${name}.new`)
        await rename(join(folder, page), temporary)
        await rename(temporary, join(folder, `${name}.html`))
      }
    },
  }
}

/** While developing, pages have the addresses that the server gives them. */
function addressesOfTheServer(): Plugin {
  return {
    name: 'addresses-of-the-server',
    configureServer: ({ middlewares }) => {
      middlewares.use((request, _response, next) => {
        const [path, query] = (request.url ?? '').split('?', 2)
        const page = Object.entries(PAGES).find(([name]) => path === (name === 'index' ? '/' : `/${name}`))?.[1]
        if (page !== undefined) request.url = `/${page}${query === undefined ? '' : `?${query}`}`
        next()
      })
    },
  }
}

/** While developing, pages say what the server would say in them: that the demo's people are on it. */
function tellsOfTheDemo(): Plugin {
  return {
    name: 'tells-of-the-demo',
    apply: 'serve',
    transformIndexHtml: () =>
      process.env['QUINDAR_DEMO'] === 'people'
        ? [{ tag: 'meta', attrs: { name: 'quindar-demo', content: 'people' }, injectTo: 'head-prepend' }]
        : [],
  }
}

export default defineConfig({
  root,
  base: './',
  appType: 'mpa',
  plugins: [besideTheAssets(), addressesOfTheServer(), tellsOfTheDemo()],
  resolve: { conditions: ['@quindar/source', ...defaultClientConditions] },
  experimental: {
    // Pages stand in the folder of their assets, whatever folder their sources are in.
    renderBuiltUrl: (file, { hostType }) => (hostType === 'html' ? `./${file}` : { relative: true }),
  },
  build: {
    target: 'es2022',
    manifest: true,
    emptyOutDir: true,
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: {
      input: Object.fromEntries(Object.entries(PAGES).map(([name, page]) => [name, join(root, page)])),
    },
  },
  server: {
    proxy: Object.fromEntries(
      ['/api', '/websocket', '/sockjs'].map((path) => [
        path,
        { target: process.env['QUINDAR_SERVER'] ?? 'http://127.0.0.1:3000', ws: true },
      ]),
    ),
  },
})
