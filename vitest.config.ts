// How the tests run: on the sources (condition `@quindar/source`), nothing is built first.
// `npm test` runs `*.test.ts`; what needs minutes is named `*.deep.test.ts` and runs with `npm run test:deep`.
import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import { defineConfig } from 'vitest/config'

const conditions = ['@quindar/source']
const deep = process.env['QUINDAR_DEEP'] === '1'
// The same for those who call vitest itself: scripts/setup.mjs says why.
process.env['NODE_COMPILE_CACHE'] ??= join(import.meta.dirname, 'node_modules', '.cache', 'quindar', 'compiled')

const places = '{packages/*/test,scripts/test,examples,apps/test,apps/*/test}/**'

export default defineConfig({
  resolve: { conditions },
  ssr: { resolve: { conditions } },
  test: {
    include: deep ? [`${places}/*.deep.test.ts`] : [`${places}/*.test.ts`],
    exclude: ['**/node_modules/**', ...(deep ? [] : ['**/*.deep.test.ts'])],
    pool: 'forks',
    // Two at least: most files wait for browsers, processes and sockets most of the time.
    maxWorkers: Math.max(2, availableParallelism() - 1),
    execArgv: ['--conditions=@quindar/source'],
    testTimeout: 60_000,
    hookTimeout: 60_000,
    passWithNoTests: deep,
  },
})
