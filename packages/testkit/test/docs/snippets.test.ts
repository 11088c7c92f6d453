// Every snippet of every document is run, or checked to name what exists. One that is neither fails here.

import { describe, expect, it } from 'vitest'
import { documents, readmeExample, snippetsOf, type Snippet } from '@quindar/testkit'
import { EXAMPLES } from './examples.ts'
import { exampleOf, HEAVY, isCode, placeOf, programOf, runProgram } from './programs.ts'
import { shellFaults } from './shell.ts'
import { typeCheck } from './type-check.ts'

const snippets = documents().flatMap((document) => snippetsOf(document))
/** What is the same to the letter in another language is run once. */
const isFirst = (snippet: Snippet): boolean =>
  snippets.find(({ name, code }) => name === snippet.name && code === snippet.code) === snippet

/** Fences that are neither programs nor command lines, and who looks after them. */
const LOOKED_AFTER: Readonly<Record<string, string>> = {
  'PROTOCOL.md json client': 'parsed by packages/quindar/test/protocol/document.test.ts',
  'PROTOCOL.md json server': 'parsed by packages/quindar/test/protocol/document.test.ts',
  'PROTOCOL.md json both': 'parsed by packages/quindar/test/protocol/document.test.ts',
  'ARCHITECTURE.md ': 'a picture',
  'packages/quindar/README.md html': 'loaded by packages/quindar/test/packaging/browser.test.ts',
}

describe('the documents', () => {
  it('have no fence that nobody runs or looks after', () => {
    const orphans = snippets.filter(
      (snippet) =>
        snippet.language !== 'sh' &&
        !(isCode(snippet) && exampleOf(snippet)) &&
        LOOKED_AFTER[`${snippet.document} ${snippet.language}`] === undefined,
    )
    expect(orphans.map((snippet) => `${placeOf(snippet)} ${snippet.language}`)).toEqual([])
  })

  it('show every example that is run, and each by its own name', () => {
    const shown = snippets.filter(isCode).map(({ document, name }) => `${document} ${name}`)
    expect(new Set(shown).size).toBe(shown.length)
    expect(Object.keys(EXAMPLES).filter((name) => !snippets.some((snippet) => snippet.name === name))).toEqual([])
  })

  it('show examples that the compiler has nothing to say about', () => {
    const programs = snippets
      .filter((snippet) => isCode(snippet) && exampleOf(snippet)?.peer === undefined)
      .map((snippet) => [placeOf(snippet), programOf(snippet, 'http://localhost:3000')] as const)
    expect(programs.length).toBeGreaterThan(4)
    // That it would have something to say is seen at one that is spoilt.
    const spoilt = readmeExample('ten-lines', 'http://localhost:3000').replace('author.name', 'author.nick')
    expect(typeCheck(new Map([...programs, ['spoilt', spoilt]]))).toEqual([
      "spoilt: Property 'nick' does not exist on type 'Author'.",
    ])
  })

  it('name commands, scripts, flags and files that exist', () => {
    const shells = snippets.filter(({ language }) => language === 'sh')
    expect(shells.length).toBeGreaterThan(4)
    expect(
      shells.flatMap((snippet) => shellFaults(snippet.code).map((fault) => `${placeOf(snippet)} ${fault}`)),
    ).toEqual([])
  })

  it.for(
    snippets
      .filter(
        (snippet) => isCode(snippet) && exampleOf(snippet) && exampleOf(snippet)?.peer !== HEAVY && isFirst(snippet),
      )
      .map((one) => [placeOf(one), one] as const),
  )('%s runs', async ([, snippet], context) => {
    const { code, output, errors } = await runProgram(snippet, context)
    expect(errors).toBe('')
    expect(output).toMatch(exampleOf(snippet)?.prints ?? /^$/)
    expect(code).toBe(0)
  })

  it('say the same in English and in Chinese', () => {
    const codeOf = (document: string): string[] =>
      snippetsOf(document).map(({ name, code }) => `${name}: ${withoutProse(code)}`)
    const migrations = ['raw-websocket', 'rxjs', 'rocketchat-sdk', 'ddp-client'].map((name) => `docs/migration/${name}`)
    for (const document of ['README', 'docs/your-own-server', ...migrations]) {
      expect(codeOf(`${document}.zh-CN.md`)).toEqual(codeOf(`${document}.md`))
    }
  })
})

/** Comments and what is said in a room are in the reader's language. */
const withoutProse = (code: string): string =>
  code
    .replace(/(\/\/|#) .*$/gm, '')
    .replace(/send\('.*'\)/g, 'send()')
    .replace(/ +$/gm, '')

describe('the check of the command lines bites', () => {
  it.each([
    ['npm run nothing', 'there is no script nothing'],
    ['npm start -- --prot 4000', 'there is no flag --prot'],
    ['PORT=4000 npm start -- --no-dmeo', 'there is no flag --no-dmeo'],
    ['node examples/nothing.js', 'there is no file examples/nothing.js'],
    ['node examples/raw-websocket/run.js --rom GENERAL', 'there is no flag --rom'],
    ['npx nothing', 'there is no tool nothing'],
    ['npx vite examples/nothing', 'there is nothing at examples/nothing'],
    ['npm i quimdar', 'quimdar is no package of this repository'],
    ['npm i ../quindar/quindar-0.0.9.tgz', '../quindar/quindar-0.0.9.tgz is no package of this repository'],
    ['npm pack -w quimdar', 'quimdar is no package of this repository'],
    ['yarn', 'no command that documents use'],
  ])('%s', (line, fault) => {
    expect(shellFaults(`cd quindar && ${line} # and why`)).toEqual([`${line}: ${fault}`])
  })
})
