// What the package may weigh, as a program pays for it: minified, gzip. A part that the client loads on demand counts
// where a program needs it. `npm run build`, then `npx size-limit`.
//
// The aims are NOT reached: the limits are what the client weighs today, rounded up, so that it does not grow further.
// Each run prints the aim beside the size. A limit only goes down.

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

/** What is counted elsewhere is left out. */
const onTop = (config) => ({
  ...config,
  external: ['rxjs'],
  plugins: [
    ...(config.plugins ?? []),
    {
      name: 'on-top',
      setup(build) {
        build.onResolve({ filter: /^[.][.].(client|protocol)/ }, ({ path }) => ({ path, external: true }))
      },
    },
  ],
})

const client = { path: 'packages/quindar/dist/client/index.js', gzip: true }

export default [
  {
    ...client,
    name: 'a program that connects, logs in with a password, subscribes and calls (aim: 6 kB)',
    import: '{ connect }',
    limit: '8.9 kB',
    modifyEsbuildConfig: inChunks([]),
  },
  {
    ...client,
    // 5.4 kB of it is catching up: four ways to ask what was missed, since no server has them all. 3.3 kB is the outbox,
    // 2.5 kB the ways of each command by DDP and by REST.
    name: 'the same with rooms, their timeline, catching up and the outbox (aim: 10 kB)',
    import: '{ connect }',
    limit: '26.5 kB',
    modifyEsbuildConfig: inChunks(['rooms', 'catch-up']),
  },
  // Each part of it is loaded by who uses it: the list of rooms, threads, finding, files, second factors, REST, presence.
  { ...client, name: 'everything (aim: 16 kB)', import: '*', limit: '49.7 kB', modifyEsbuildConfig: inChunks('all') },
  {
    name: 'quindar/rxjs, on top of the client and of rxjs',
    path: 'packages/quindar/dist/rxjs/index.js',
    gzip: true,
    limit: '1.5 kB',
    modifyEsbuildConfig: onTop,
  },
  {
    name: 'quindar/livechat, on top of the client, before the visitor starts (aim: 3 kB)',
    path: 'packages/quindar/dist/livechat/index.js',
    gzip: true,
    import: '*',
    limit: '2.1 kB',
    modifyEsbuildConfig: (config) => inChunks([])(onTop(config)),
  },
  {
    // To come in, to send, to hear, to read, to end it, on today's server: a visitor's calls in a user's words, and the
    // proof of the socket. Rooms, catching up and the outbox are the client's, and counted above.
    name: 'quindar/livechat, on top of the client, in a usual chat (aim: 3 kB)',
    path: 'packages/quindar/dist/livechat/index.js',
    gzip: true,
    import: '*',
    limit: '7.7 kB',
    modifyEsbuildConfig: (config) => inChunks(['chat'])(onTop(config)),
  },
  {
    // With the methods of old servers, and what few visitors do: files, transcripts, departments, rating …
    name: 'quindar/livechat, on top of the client, all of it (aim: 3 kB)',
    path: 'packages/quindar/dist/livechat/index.js',
    gzip: true,
    import: '*',
    limit: '9.3 kB',
    modifyEsbuildConfig: onTop,
  },
  {
    name: 'quindar/markup',
    path: 'packages/quindar/dist/markup/index.js',
    gzip: true,
    import: '*',
    limit: '6 kB',
  },
]
