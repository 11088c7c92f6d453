// Who may import whom (`npm run check`). `A → B` in ARCHITECTURE.md means A imports B; whatever is not an arrow there
// is a rule here. `test/house` in the test kit holds the proof that the rules bite.
import { readdirSync } from 'node:fs'
import { join } from 'node:path'

const QUINDAR = '^packages/quindar/src/'
const SERVER = '^packages/server/src/'
const TEST = '^(packages/[^/]+/test|bench|scripts|examples|apps/test|apps/[^/]+/test)/'
const PAGE_TOOLS = '^apps/vite[.]config[.]ts$'

// The names of what the domain speaks of. They are words without behaviour, so ports may use them too.
const VOCABULARY = `${SERVER}domain/(entities|events)[.]ts$`

/** Every folder of the sources that has an `index.ts`: its only door. */
function foldersWithADoor(folder) {
  const entries = readdirSync(folder, { withFileTypes: true })
  const found = entries.some((entry) => entry.name === 'index.ts') ? [folder] : []
  const inside = entries.filter((entry) => entry.isDirectory() && !['node_modules', 'dist'].includes(entry.name))
  return [...found, ...inside.flatMap((entry) => foldersWithADoor(join(folder, entry.name)))]
}

const doors = foldersWithADoor('packages').map((folder) => ({
  name: 'no-deep-import',
  severity: 'error',
  comment: `index.ts is the only door of ${folder}. Tests of the same package may look behind it, and what writes a table.`,
  from: {
    pathNot: [`^${folder}/`, `^${folder.split('/').slice(0, 2).join('/')}/test/`, '^scripts/emoji-names[.]mjs$'],
  },
  to: { path: `^${folder}/`, pathNot: `^${folder}/index[.]ts$` },
}))

/** Nothing in `lower` imports anything in `upper`. */
const upwards = (side, lower, upper) => ({
  name: `${side}-goes-down`,
  severity: 'error',
  comment: `${lower} lies below ${upper}: a call walks down the stair, an answer walks up it.`,
  from: { path: `${side === 'server' ? SERVER : `${QUINDAR}client/`}${lower}` },
  to: { path: `${side === 'server' ? SERVER : `${QUINDAR}client/`}${upper}`, pathNot: VOCABULARY },
})

/** Folders of the server, and the two files at the top of the stair. */
const above = (folders) => `((${folders})/|(server|main)[.]ts$)`

// net → ddp → methods | rest → wire → domain → store port, bus port
const serverStair = [
  upwards('server', 'ddp/', above('net')),
  upwards('server', 'methods/', above('net|ddp|rest')),
  upwards('server', 'rest/', above('net|ddp')),
  upwards('server', 'wire/', above('net|ddp|methods|rest')),
  upwards('server', 'domain/', above('net|ddp|methods|rest|wire')),
  upwards('server', '(store|bus)/', above('net|ddp|methods|rest|wire|domain')),
]

// rooms and what they stand on → calls, streams, login → connection
const ROOMS = '(rooms|messages|files|outbox|catch-up|routes)/'
const MIDDLE = '(calls|streams|login)/'
const clientStair = [
  upwards('client', MIDDLE, ROOMS),
  upwards('client', '(connection/|(ports|emitter|deferred)[.])', `(${ROOMS}|${MIDDLE})`),
]

export default {
  forbidden: [
    {
      name: 'no-cycle',
      severity: 'error',
      comment: 'Two files that need each other are one file, or lack a third.',
      from: {},
      to: { circular: true },
    },
    {
      name: 'no-unresolved',
      severity: 'error',
      comment: 'What is imported exists.',
      from: {},
      to: { couldNotResolve: true },
    },
    {
      name: 'nothing-outside',
      severity: 'error',
      comment: 'No file of the project reads anything outside it.',
      from: {},
      to: { path: '^([.][.]/|/|[A-Za-z]:)', pathNot: '/node_modules/' },
    },
    {
      name: 'declared',
      severity: 'error',
      comment: 'A package is imported by those who name it in their own package.json.',
      from: { path: '^packages/[^/]+/src/' },
      to: {
        dependencyTypes: ['npm-no-pkg', 'npm-unknown', 'npm-dev'],
        // What the root also needs for its tools is declared twice, and what the program brings is a peer.
        dependencyTypesNot: ['npm', 'npm-peer'],
        pathNot: '^packages/',
      },
    },
    {
      name: 'client-and-server-never-meet',
      severity: 'error',
      from: { path: '^packages/quindar/', pathNot: TEST },
      to: { path: '^packages/server/' },
    },
    {
      name: 'server-knows-the-wire-only',
      severity: 'error',
      comment: 'The server imports quindar/protocol and quindar/markup, nothing else of that package.',
      from: { path: '^packages/server/', pathNot: TEST },
      to: { path: '^packages/quindar/', pathNot: `${QUINDAR}(protocol|markup)/index[.]ts$` },
    },
    {
      name: 'the-wire-imports-nothing',
      severity: 'error',
      comment: 'Protocol and markup are pure: no I/O, no dependency, no sister.',
      from: { path: `${QUINDAR}(protocol|markup)/` },
      to: { pathNot: `${QUINDAR}$1/` },
    },
    {
      name: 'the-client-imports-the-wire-only',
      severity: 'error',
      from: { path: `${QUINDAR}client/` },
      to: { couldNotResolve: false, pathNot: [`${QUINDAR}client/`, `${QUINDAR}protocol/index[.]ts$`] },
    },
    {
      name: 'on-top-of-the-client',
      severity: 'error',
      comment: 'livechat and rxjs stand on the client and the wire; rxjs is the only package either may need.',
      from: { path: `${QUINDAR}(livechat|rxjs)/` },
      to: { pathNot: [`${QUINDAR}$1/`, `${QUINDAR}(client|protocol)/index[.]ts$`, '(^|/)node_modules/rxjs/'] },
    },
    {
      name: 'node-is-a-door-of-its-own',
      severity: 'error',
      comment: 'What only Node has stands apart, on the client and on Node alone, so that no browser ever loads it.',
      from: { path: `${QUINDAR}node/` },
      to: { dependencyTypesNot: ['core'], pathNot: [`${QUINDAR}node/`, `${QUINDAR}client/index[.]ts$`] },
    },
    {
      name: 'only-server-ts-knows-the-drivers',
      severity: 'error',
      comment: 'Everybody else knows the port: which store and which bus is decided in one place.',
      from: { path: SERVER, pathNot: `${SERVER}(server[.]ts$|store/|bus/)` },
      to: { path: `${SERVER}(store|bus)/`, pathNot: `${SERVER}(store|bus)/(port|index)[.]ts$` },
    },
    {
      name: 'store-and-bus-are-strangers',
      severity: 'error',
      from: { path: `${SERVER}(store|bus)/` },
      to: { path: `${SERVER}(store|bus)/`, pathNot: `${SERVER}$1/` },
    },
    {
      name: 'the-test-kit-is-for-tests',
      severity: 'error',
      comment: 'Tests, benches, examples and their scripts stand on the test kit; the product does not.',
      from: { pathNot: [TEST, '^packages/testkit/'] },
      to: { path: '^packages/testkit/' },
    },
    {
      name: 'no-product-imports-its-tests',
      severity: 'error',
      from: { pathNot: TEST },
      to: { path: TEST, pathNot: '^scripts/' },
    },
    {
      name: 'packages-by-name',
      severity: 'error',
      comment: 'A sister package is imported by its name, not by a path into its folder.',
      from: { path: '^packages/([^/]+)/' },
      to: { path: '^packages/', pathNot: '^packages/$1/', dependencyTypesNot: ['aliased-workspace'] },
    },
    {
      name: 'pages-stand-on-the-client',
      severity: 'error',
      comment: 'A page is what somebody could have written who has only the package: its doors, nothing behind them.',
      from: { path: '^apps/', pathNot: TEST },
      to: { path: '^packages/', pathNot: `${QUINDAR}[^/]+/index[.]ts$` },
    },
    {
      name: 'models-know-no-page',
      severity: 'error',
      comment: 'What a page knows can be tested without a browser: signals, and nothing that draws.',
      from: { path: '^apps/[^/]+/(model|words)/' },
      to: {
        path: [
          '/node_modules/(preact|@preact/signals)/',
          '^node_modules/(preact|@preact/signals)/',
          '[.]tsx$',
          '/views/',
        ],
      },
    },
    {
      name: 'pages-are-strangers',
      severity: 'error',
      comment: 'What two pages need is design, and design knows no page.',
      from: { path: '^apps/([^/]+)/', pathNot: TEST },
      to: { path: '^apps/', pathNot: ['^apps/$1/', '^apps/design/'] },
    },
    {
      name: 'pages-need-little',
      severity: 'error',
      comment: 'What a page imports, its reader loads: what apps/package.json names, and no tool.',
      from: { path: '^apps/', pathNot: [TEST, PAGE_TOOLS] },
      to: {
        dependencyTypes: ['npm-no-pkg', 'npm-unknown', 'npm-dev', 'core'],
        dependencyTypesNot: ['npm'],
        pathNot: '^packages/',
      },
    },
    ...serverStair,
    ...clientStair,
    ...doors,
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(apps|packages/[^/]+)/dist/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.base.json' },
    combinedDependencies: true,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['@quindar/source', 'import', 'node', 'default', 'types'],
      extensions: ['.ts', '.mjs', '.js', '.json', '.d.ts'],
    },
  },
}
