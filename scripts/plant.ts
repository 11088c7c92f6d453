// Plants a bug: changes the text of sources while they are loaded. To be called before any of them is.
import { readFileSync } from 'node:fs'
import { registerHooks } from 'node:module'
import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { PlantedBug } from './planted-bugs.table.ts'

const root = resolve(import.meta.dirname, '..')

/** A source with its bug. @throws when the place is not there, or there twice. */
export function planted(bug: PlantedBug, file: string, text: string): string {
  let changed = text
  for (const { find, put } of bug.patches.filter((patch) => patch.file === file)) {
    if (changed.split(find).length !== 2) {
      throw new Error(
        `The planted bug ${bug.name} does not fit ${file} any more: mend its row in planted-bugs.table.ts`,
      )
    }
    changed = changed.replace(find, () => put)
  }
  return changed
}

/** The files that a bug is in, and their texts with it. */
export function filesOf(bug: PlantedBug): (readonly [file: string, text: string])[] {
  const files = [...new Set(bug.patches.map(({ file }) => file))]
  return files.map((file) => [file, planted(bug, file, readFileSync(join(root, file), 'utf8'))] as const)
}

export function plant(bug: PlantedBug): void {
  const texts = new Map(filesOf(bug).map(([file, text]) => [pathToFileURL(join(root, file)).href, text]))
  registerHooks({
    load(url, context, next) {
      const loaded = next(url, context)
      const source = texts.get(url)
      return source === undefined ? loaded : { ...loaded, source }
    },
  })
}
