// What the command behind `npm start` was told: arguments and environment → options, or one sentence about what is wrong.

import { parseArgs, type ParseArgsConfig } from 'node:util'
import { LAST_RELEASES, type MajorRelease } from 'quindar/protocol'
import type { ServerOptions } from './server.ts'

export type Command =
  | { readonly kind: 'serve'; readonly options: ServerOptions }
  | { readonly kind: 'help' | 'version' }
  | { readonly kind: 'wrong'; readonly sentence: string }

const DEFAULT_PORT = 3000
/** Where the database is kept unless told otherwise, beside the program. */
const DEFAULT_DATA = '.quindar'

export const HELP = `Quindar: a server that speaks Rocket.Chat's Realtime API.

  npm start -- [flags]

  --port N                  the port to listen on (${DEFAULT_PORT}; also PORT in the environment; 0 finds a free one)
  --host H                  the address to listen on (127.0.0.1: this machine only)
  --data DIR                where the database is kept (${DEFAULT_DATA})
  --memory                  keep everything in memory; it is gone when the server stops
  --dialect meteor|streamer whose wire habits to have (meteor)
  --compat 3…9              play the last known minor of this Rocket.Chat, with its limits (9: only announced)
  --pages DIR               serve the built pages in this folder (\`npm start\` names its own)
  --no-demo                 make no demo users, rooms and messages on the first start
  --admin name:password     make an administrator of this name, or give the one there is this password
  --strict-limits           Rocket.Chat's own rate limits, which are meant for strangers
  --origins A,B             origins whose pages may connect (all, since no cookie logs anybody in)
  --path-prefix /P          put before every path, behind a proxy that has others too
  --allow-demo-on-network   let others on the network reach users whose password is their name
  --help, --version
`

const FLAGS = {
  port: { type: 'string' },
  host: { type: 'string' },
  data: { type: 'string' },
  memory: { type: 'boolean' },
  dialect: { type: 'string' },
  compat: { type: 'string' },
  pages: { type: 'string' },
  'no-demo': { type: 'boolean' },
  admin: { type: 'string' },
  'strict-limits': { type: 'boolean' },
  origins: { type: 'string' },
  'path-prefix': { type: 'string' },
  'allow-demo-on-network': { type: 'boolean' },
  help: { type: 'boolean' },
  version: { type: 'boolean' },
} as const satisfies ParseArgsConfig['options']

/** What is wrong with a flag. */
class Wrong extends Error {}

export function readCommandLine(
  args: readonly string[],
  environment: Readonly<Record<string, string | undefined>>,
): Command {
  try {
    const flags = parseFlags(args)
    if (flags.help) return { kind: 'help' }
    if (flags.version) return { kind: 'version' }
    if (flags.memory && flags.data !== undefined)
      throw new Wrong('--memory keeps nothing, so --data has no use: leave one of them out.')
    const options: ServerOptions = {
      port: readPort(flags.port, environment['PORT']),
      limits: flags['strict-limits'] || flags.compat !== undefined ? 'strict' : 'developer',
      demo: !flags['no-demo'],
      allowDemoOnNetwork: flags['allow-demo-on-network'] ?? false,
      ...(flags.memory ? {} : { data: filled('data', flags.data ?? DEFAULT_DATA) }),
      ...(flags.pages !== undefined && { pages: filled('pages', flags.pages) }),
      ...(flags.host !== undefined && { host: filled('host', flags.host) }),
      ...(flags.dialect !== undefined && { dialect: readDialect(flags.dialect) }),
      ...(flags.compat !== undefined && { compat: readCompat(flags.compat) }),
      ...(flags.admin !== undefined && { admin: readAdmin(flags.admin) }),
      ...(flags.origins !== undefined && { origins: readOrigins(flags.origins) }),
      ...(flags['path-prefix'] !== undefined && { pathPrefix: flags['path-prefix'] }),
    }
    return { kind: 'serve', options }
  } catch (error) {
    if (error instanceof Wrong) return { kind: 'wrong', sentence: error.message }
    throw error
  }
}

function parseFlags(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options: FLAGS, strict: true, allowPositionals: false }).values
  } catch (error) {
    throw new Wrong(sentenceOf(error))
  }
}

function sentenceOf(error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException
  const name = /'([^' ]+)[^']*'/.exec(message)?.[1] ?? ''
  switch (code) {
    case 'ERR_PARSE_ARGS_UNKNOWN_OPTION':
      return `There is no flag ${name}: --help lists those that there are.`
    case 'ERR_PARSE_ARGS_UNEXPECTED_POSITIONAL':
      return `"${name}" is no flag: --help lists those that there are.`
    default:
      return `${name} ${/does not take/.test(message) ? 'takes no value' : 'needs a value'}: --help says more.`
  }
}

function readPort(flag: string | undefined, environment: string | undefined): number {
  const text = flag ?? environment
  if (text === undefined || text === '') return DEFAULT_PORT
  const port = Number(text)
  if (/^\d{1,5}$/.test(text) && port <= 65_535) return port
  throw new Wrong(`"${text}" is no port: ${flag === undefined ? 'PORT' : '--port'} takes a number from 0 to 65535.`)
}

function readDialect(text: string): 'meteor' | 'streamer' {
  if (text === 'meteor' || text === 'streamer') return text
  throw new Wrong(`"${text}" is no dialect: --dialect takes meteor or streamer.`)
}

function readCompat(text: string): MajorRelease {
  const major = Object.keys(LAST_RELEASES).find((known) => known === text)
  if (major !== undefined) return Number(major) as MajorRelease
  throw new Wrong(`"${text}" is no release to play: --compat takes a major release of Rocket.Chat, 3 to 9.`)
}

function readAdmin(text: string): { username: string; password: string } {
  const [, username, password] = /^([^:]+):(.+)$/s.exec(text) ?? []
  if (username !== undefined && password !== undefined) return { username, password }
  throw new Wrong('--admin takes a name and a password with a colon between them, as in --admin ada:secret.')
}

function readOrigins(text: string): string[] {
  const origins = text.split(',').map((origin) => origin.trim().replace(/\/$/, ''))
  const wrong = origins.find((origin) => !/^[a-z][a-z0-9+.-]*:\/\/[^/\s]+$/i.test(origin))
  if (wrong === undefined) return origins
  throw new Wrong(
    `"${wrong}" is no origin: --origins takes addresses as in https://example.org, with commas between them.`,
  )
}

function filled(flag: string, text: string): string {
  if (text !== '') return text
  throw new Wrong(`--${flag} needs a value.`)
}
