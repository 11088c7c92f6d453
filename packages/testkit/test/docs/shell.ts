// Command lines of documents: do they name commands, scripts, flags, packages and files that exist?

import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { root, run } from './running.ts'

interface Manifest {
  readonly name: string
  readonly version: string
  readonly scripts?: Readonly<Record<string, string>>
}

const manifestOf = (folder: string): Manifest =>
  JSON.parse(readFileSync(join(root, folder, 'package.json'), 'utf8')) as Manifest

const scripts = manifestOf('.').scripts ?? {}
/** What `npm run` knows. */
export const scriptNames: ReadonlySet<string> = new Set(Object.keys(scripts))
const published = ['packages/quindar', 'packages/server'].map(manifestOf).map(({ name, version }) => ({
  name,
  archive: `/${name.replace('@', '').replace('/', '-')}-${version}.tgz`,
}))

/** What the server's command says of itself. */
export const { output: HELP } = await run(['--conditions=@quindar/source', 'packages/server/src/main.ts', '--help'])

/** The flags that a text knows, as `--port`. */
export const flagsIn = (text: string): Set<string> =>
  new Set([...text.matchAll(/(?<![\w-])--[a-z][a-z-]+/g)].map(([flag]) => flag))

/** What is wrong with the lines of a shell snippet; nothing is good. */
export function shellFaults(code: string): string[] {
  return code
    .split('\n')
    .map((line) => line.replace(/(^|\s)#.*$/, '').trim())
    .filter((line) => line !== '')
    .flatMap((line) => line.split(' && '))
    .flatMap((command) => {
      const fault = commandFault(command.trim().split(/\s+/))
      return fault === undefined ? [] : [`${command}: ${fault}`]
    })
}

function commandFault(words: readonly string[]): string | undefined {
  // Before a command may stand settings of the environment.
  const [program = '', ...args] = words.slice(words.findIndex((word) => !/^[A-Z_]+=/.test(word)))
  switch (program) {
    case 'cd':
      return args.length === 1 ? undefined : 'cd takes one folder'
    case 'git':
      return args[0] === 'clone' ? undefined : 'only clone is known here'
    case 'node':
      return nodeFault(args)
    case 'npm':
      return npmFault(args)
    case 'npx':
      return args[0] === 'node' ? nodeFault(args.slice(1)) : toolFault(args)
    default:
      return 'no command that documents use'
  }
}

function npmFault([command = '', ...args]: readonly string[]): string | undefined {
  switch (command) {
    case 'i':
    case 'install':
      return packageFault(args)
    case 'pack':
      return args[0] === '-w' ? packageFault(args.slice(1)) : 'which package?'
    case 'run':
      return scriptFault(args)
    default:
      return scriptFault([command, ...args])
  }
}

/** `npm start -- --port 4000`, `npm run bench` */
function scriptFault([name = '', ...args]: readonly string[]): string | undefined {
  if (scripts[name] === undefined) return `there is no script ${name}`
  const known = name === 'start' ? flagsIn(HELP) : flagsIn(scripts[name] + programOf(scripts[name]))
  return unknownFlag(args, known)
}

/** The text of the program that a script runs, which names its flags. */
function programOf(script: string): string {
  const [file] = /scripts\/[\w-]+\.mjs/.exec(script) ?? []
  return file === undefined ? '' : readFileSync(join(root, file), 'utf8')
}

/** Files that the text tells the reader to make. */
const YOURS = new Set(['hello.ts'])

/** `node examples/raw-websocket/run.js --server …` */
function nodeFault([file = '', ...args]: readonly string[]): string | undefined {
  if (YOURS.has(file)) return undefined
  if (!existsSync(join(root, file))) return `there is no file ${file}`
  return unknownFlag(args, flagsIn(readFileSync(join(root, file), 'utf8')))
}

/** `npx vite examples/raw-websocket` */
function toolFault([tool = '', ...args]: readonly string[]): string | undefined {
  if (!existsSync(join(root, 'node_modules', '.bin', tool))) return `there is no tool ${tool}`
  const missing = args.find((arg) => arg.includes('/') && !existsSync(join(root, arg)))
  return missing === undefined ? undefined : `there is nothing at ${missing}`
}

/** `quindar`, or the archive that `npm pack` makes of it. */
function packageFault(names: readonly string[]): string | undefined {
  const unknown = names.find(
    (name) => !published.some(({ name: known, archive }) => name === known || name.endsWith(archive)),
  )
  return unknown === undefined ? undefined : `${unknown} is no package of this repository`
}

function unknownFlag(args: readonly string[], known: ReadonlySet<string>): string | undefined {
  const unknown = args.find((arg) => arg.startsWith('--') && arg !== '--' && !known.has(arg.split('=')[0] ?? arg))
  return unknown === undefined ? undefined : `there is no flag ${unknown}`
}
