// The same tree as Rocket.Chat's own parser, but for the differences that have a name.
import { parse, SERVER_DEFAULTS } from 'quindar/markup'
import { describe, expect, it } from 'vitest'
import { CORPUS } from './corpus.table.ts'
import { DIFFERENCES } from './differences.table.ts'
import { generated } from './generated.ts'
import { oracle, OPTIONS, ours } from './oracle.ts'

describe('quindar/markup, held against the oracle', () => {
  it.each(Object.keys(CORPUS))('reads %s as the oracle does', (about) => {
    for (const options of OPTIONS) {
      for (const text of CORPUS[about] ?? []) {
        expect({ text, options, tree: ours(text, options) }).toEqual({ text, options, tree: oracle(text, options) })
      }
    }
  })

  it('has a corpus that is worth the name', () => {
    expect(Object.values(CORPUS).flat().length).toBeGreaterThan(300)
  })

  it('reads generated messages as the oracle does', () => {
    for (const [index, text] of generated(1, 3_000).entries()) {
      const options = OPTIONS[index % OPTIONS.length] ?? {}
      expect({ text, options, tree: ours(text, options) }).toEqual({ text, options, tree: oracle(text, options) })
    }
  })

  it.each(DIFFERENCES)('differs on purpose: $name', ({ text, options = {}, tree }) => {
    expect(parse(text, options)).toEqual(tree)
    expect(oracle(text, options)).not.toEqual(ours(text, options))
  })

  it('knows the hosts that an administrator names, with all below them, as the oracle does', () => {
    const customDomains = ['intranet', 'wiki.corp']
    for (const text of [
      'a.intranet',
      'a.b.intranet/x',
      'wiki.corp',
      'a.wiki.corp',
      'xwiki.corp',
      'corp.chat',
      'aintranet.b',
    ]) {
      expect(ours(text, { customDomains })).toEqual(oracle(text, { customDomains }))
    }
    expect(parse('a.intranet', { customDomains })).toEqual([
      {
        type: 'PARAGRAPH',
        value: [
          {
            type: 'LINK',
            value: {
              src: { type: 'PLAIN_TEXT', value: '//a.intranet' },
              label: [{ type: 'PLAIN_TEXT', value: 'a.intranet' }],
            },
          },
        ],
      },
    ])
  })

  it('reads what a Rocket.Chat server reads by default', () => {
    expect(SERVER_DEFAULTS).toEqual({
      colors: true,
      emoticons: true,
      katex: { parenthesisSyntax: true, dollarSyntax: false },
    })
  })
})
