// What the command is told: flags and environment become options, or one sentence about what is wrong.

import { describe, expect, it } from 'vitest'
import { HELP, readCommandLine } from '../../src/command-line.ts'

const DEFAULTS = { port: 3000, data: '.quindar', demo: true, limits: 'developer', allowDemoOnNetwork: false }

describe('the command line', () => {
  it.each([
    ['', {}],
    ['--port 4000', { port: 4000 }],
    ['--port=0', { port: 0 }],
    ['--port 65535', { port: 65_535 }],
    ['--host 0.0.0.0', { host: '0.0.0.0' }],
    ['--data /srv/chat', { data: '/srv/chat' }],
    ['--dialect streamer', { dialect: 'streamer' }],
    ['--dialect meteor', { dialect: 'meteor' }],
    ['--no-demo', { demo: false }],
    ['--admin ada:se:cret', { admin: { username: 'ada', password: 'se:cret' } }],
    ['--strict-limits', { limits: 'strict' }],
    ['--compat 3', { compat: 3, limits: 'strict' }],
    ['--compat 9', { compat: 9, limits: 'strict' }],
    ['--origins https://a.example,http://b.example:8080/', { origins: ['https://a.example', 'http://b.example:8080'] }],
    ['--path-prefix /chat', { pathPrefix: '/chat' }],
    ['--pages apps/dist', { pages: 'apps/dist' }],
    ['--allow-demo-on-network', { allowDemoOnNetwork: true }],
  ])('%j means just that', (line, options) => {
    expect(readCommandLine(line === '' ? [] : line.split(' '), {})).toEqual({
      kind: 'serve',
      options: { ...DEFAULTS, ...options },
    })
  })

  it('keeps nothing with --memory', () => {
    const { data: _, ...rest } = DEFAULTS
    expect(readCommandLine(['--memory'], {})).toEqual({ kind: 'serve', options: rest })
  })

  it('takes PORT from the environment, unless there is a flag', () => {
    const port = (args: string[], PORT?: string): unknown => {
      const command = readCommandLine(args, { PORT })
      return command.kind === 'serve' ? command.options.port : command
    }
    expect(port([], '5000')).toBe(5000)
    expect(port([], '')).toBe(3000)
    expect(port(['--port', '6000'], '5000')).toBe(6000)
    expect(port([], 'http')).toEqual({
      kind: 'wrong',
      sentence: '"http" is no port: PORT takes a number from 0 to 65535.',
    })
  })

  it('helps, and says its version, whatever else is asked', () => {
    expect(readCommandLine(['--help', '--port', 'x'], {})).toEqual({ kind: 'help' })
    expect(readCommandLine(['--version'], {})).toEqual({ kind: 'version' })
  })

  it('helps with every flag that it knows', () => {
    for (const flag of [
      'port',
      'host',
      'data',
      'memory',
      'dialect',
      'compat',
      'no-demo',
      'admin',
      'strict-limits',
      'origins',
    ]) {
      expect(HELP).toContain(`--${flag} `)
    }
    for (const line of HELP.trimEnd().split('\n')) expect(line.length).toBeLessThanOrEqual(110)
  })

  it.each([
    ['--port', '--port needs a value: --help says more.'],
    ['--port x', '"x" is no port: --port takes a number from 0 to 65535.'],
    ['--port 65536', '"65536" is no port: --port takes a number from 0 to 65535.'],
    ['--port -1', '--port needs a value: --help says more.'],
    ['--port 1e3', '"1e3" is no port: --port takes a number from 0 to 65535.'],
    ['--memory=yes', '--memory takes no value: --help says more.'],
    ['--memory --data x', '--memory keeps nothing, so --data has no use: leave one of them out.'],
    ['--data=', '--data needs a value.'],
    ['--host=', '--host needs a value.'],
    ['--dialect sockjs', '"sockjs" is no dialect: --dialect takes meteor or streamer.'],
    ['--admin ada', '--admin takes a name and a password with a colon between them, as in --admin ada:secret.'],
    ['--admin :x', '--admin takes a name and a password with a colon between them, as in --admin ada:secret.'],
    ['--admin ada:', '--admin takes a name and a password with a colon between them, as in --admin ada:secret.'],
    [
      '--origins example.org',
      '"example.org" is no origin: --origins takes addresses as in https://example.org, with commas between them.',
    ],
    [
      '--origins https://a/b',
      '"https://a/b" is no origin: --origins takes addresses as in https://example.org, with commas between them.',
    ],
    ['--compat 2', '"2" is no release to play: --compat takes a major release of Rocket.Chat, 3 to 9.'],
    ['--compat 10', '"10" is no release to play: --compat takes a major release of Rocket.Chat, 3 to 9.'],
    ['--compat 6.13', '"6.13" is no release to play: --compat takes a major release of Rocket.Chat, 3 to 9.'],
    ['--compat toString', '"toString" is no release to play: --compat takes a major release of Rocket.Chat, 3 to 9.'],
    ['--prot 4000', 'There is no flag --prot: --help lists those that there are.'],
    ['-p 4000', 'There is no flag -p: --help lists those that there are.'],
    ['4000', '"4000" is no flag: --help lists those that there are.'],
  ])('%j is refused with a sentence', (line, sentence) => {
    expect(readCommandLine(line.split(' '), {})).toEqual({ kind: 'wrong', sentence })
  })
})
