// House rules that no linter knows, looked up in the text of every source: nothing silences a tool,
// nothing names a folder of one machine, no file is a drawer for odds and ends.
import { readdirSync, readFileSync } from 'node:fs'
import { basename, dirname, extname, join } from 'node:path'

const SOURCES = new Set(['.ts', '.tsx', '.mjs', '.js', '.css', '.html'])
const NOT_OURS = new Set(['.git', '.quindar', 'coverage', 'dist', 'node_modules'])
const DRAWERS = new Set(['utils', 'util', 'helpers', 'helper', 'types', 'common', 'misc'])

const SILENCERS = ['oxlint-disable', 'eslint-disable', 'ts-ignore', 'ts-nocheck', 'prettier-ignore']
const silencer = new RegExp(`(//|/[*]|<!--)[^\\n]*(${SILENCERS.join('|')})`)
const machinePath = /(^|[\s'"`(=])\/(work|root|home)\//

/** What is wrong with the file at `path`. */
function complaints(path, text) {
  const drawer = [basename(path, extname(path)), ...dirname(path).split('/')].find((name) => DRAWERS.has(name))
  const found = drawer === undefined ? [] : [`${path}: a name such as “${drawer}” does not say what is inside.`]
  text.split('\n').forEach((line, index) => {
    const silenced = silencer.exec(line)?.[2]
    if (silenced !== undefined) found.push(`${path}:${index + 1}: “${silenced}” silences a tool: mend the cause.`)
    if (machinePath.test(line)) found.push(`${path}:${index + 1}: a path that exists on one machine only.`)
  })
  return found
}

/** The sources below `folder`, without what is installed, built or kept. */
function sources(folder) {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name)
    if (entry.isDirectory()) return NOT_OURS.has(entry.name) ? [] : sources(path)
    return SOURCES.has(extname(entry.name)) ? [path] : []
  })
}

const found = sources('.').flatMap((path) => complaints(path, readFileSync(path, 'utf8')))
for (const line of found) console.error(line)
if (found.length > 0) process.exitCode = 1
