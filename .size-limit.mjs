// What the package may weigh, as a program pays for it: minified, gzip. A part that the client loads on demand counts
// where a program needs it. `npm run build`, then `npx size-limit`.

/** Bundles in chunks, as applications are. What is loaded on demand is left out unless `needed` names it. */
const inChunks = (needed) => (config) => ({
  ...config,
  format: 'esm',
  splitting: true,
  plugins: [
    ...(config.plugins ?? []),
    {
      name: 'on-demand',
      setup(build) {
        build.onResolve({ filter: /^[.]/ }, ({ kind, path }) =>
          kind === 'dynamic-import' && needed !== 'all' && !needed.some((name) => path.endsWith(`/${name}.js`))
            ? { path, external: true }
            : undefined,
        )
      },
    },
  ],
})

const client = { path: 'packages/quindar/dist/client/index.js', gzip: true }

export default [
  {
    ...client,
    name: 'a program that connects, logs in with a password, subscribes and calls',
    import: '{ connect }',
    limit: '6 kB',
    modifyEsbuildConfig: inChunks(['password']),
  },
  {
    ...client,
    name: 'the same with rooms and their timeline',
    import: '{ connect }',
    limit: '10 kB',
    modifyEsbuildConfig: inChunks(['password', 'rooms']),
  },
  { ...client, name: 'everything', import: '*', limit: '16 kB', modifyEsbuildConfig: inChunks('all') },
]
