// The project's own lint rules, loaded by oxlint (`jsPlugins` in .oxlintrc.json).
import { ambient } from './ambient.mjs'
import { fileLength } from './file-length.mjs'
import { noSleep } from './no-sleep.mjs'

const plugin = {
  meta: { name: 'quindar' },
  rules: {
    ambient,
    'file-length': fileLength,
    'file-length-warning': fileLength,
    'no-sleep': noSleep,
  },
}

// oxlint takes a plugin from the default export and from nowhere else.
export default plugin
