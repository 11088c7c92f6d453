// Forbids the clock, the timers and the random numbers that come with the platform. They are ports here: an entry
// point hands them in, so that client and server can run together in one simulated world. Which files are entry points
// is written in .oxlintrc.json.

const MEMBERS = {
  Date: ['now'],
  Math: ['random'],
  crypto: ['getRandomValues', 'randomUUID'],
  process: ['hrtime'],
}

const WHOLE = new Set([
  'setTimeout',
  'setInterval',
  'setImmediate',
  'clearTimeout',
  'clearInterval',
  'clearImmediate',
  'requestAnimationFrame',
  'requestIdleCallback',
  'performance',
])

const GLOBAL_OBJECTS = new Set(['globalThis', 'window', 'self', 'global'])

const MODULES = {
  timers: 'all',
  'timers/promises': 'all',
  perf_hooks: 'all',
  crypto: ['randomBytes', 'randomFill', 'randomFillSync', 'randomInt', 'randomUUID', 'getRandomValues', 'webcrypto'],
  process: ['hrtime'],
}

/** The name that `object.name` or `object['name']` reads, or undefined when it is computed. */
function propertyName(member) {
  if (!member.computed) return member.property.name
  return member.property.type === 'Literal' ? String(member.property.value) : undefined
}

/** The names that a pattern such as `{ now, random: r }` takes from its object. */
function destructuredNames(pattern) {
  if (pattern?.type !== 'ObjectPattern') return []
  return pattern.properties.flatMap((property) =>
    property.type === 'Property' && property.key.type === 'Identifier' ? [property.key.name] : [],
  )
}

function isTypeOnly(identifier) {
  const parent = identifier.parent
  return parent.type === 'TSTypeQuery' || parent.type === 'TSQualifiedName' || parent.type === 'TSTypeReference'
}

/** What is wrong with using the global `name` at `node`, or undefined when nothing is. */
function forbiddenUse(name, node) {
  const parent = node.parent
  if (WHOLE.has(name)) return name
  if (name === 'Date') {
    if (parent.type === 'CallExpression' && parent.callee === node) return 'Date()'
    if (parent.type === 'NewExpression' && parent.callee === node && parent.arguments.length === 0) return 'new Date()'
  }
  const taken = readNames(parent, node)
  const member = taken.find((property) => MEMBERS[name]?.includes(property))
  return member === undefined ? undefined : `${name}.${member}`
}

/** The properties that the code around `node` reads from it. */
function readNames(parent, node) {
  if (parent.type === 'MemberExpression' && parent.object === node) return [propertyName(parent)]
  if (parent.type === 'VariableDeclarator' && parent.init === node) return destructuredNames(parent.id)
  return []
}

export const ambient = {
  meta: {
    type: 'problem',
    messages: {
      ambient:
        '{{what}} belongs to an entry point: take the clock, the timers or the random source as an argument instead.',
    },
  },
  create(context) {
    const report = (node, what) => context.report({ node, messageId: 'ambient', data: { what } })

    /** `globalThis.setTimeout` counts as `setTimeout`, `window.Date` as `Date`. */
    function checkGlobalObject(node) {
      for (const property of readNames(node.parent, node)) {
        if (property === undefined) continue
        const holder = node.parent.type === 'MemberExpression' ? node.parent : node
        const what = WHOLE.has(property) ? property : holder === node ? undefined : forbiddenUse(property, holder)
        if (what !== undefined) report(node.parent, what)
      }
    }

    function checkImport(source, names, node) {
      const forbidden = MODULES[source.replace(/^node:/, '')]
      if (forbidden === undefined) return
      if (forbidden === 'all') return report(node, `The module ${source}`)
      for (const name of names) {
        if (name === '*' || forbidden.includes(name)) report(node, name === '*' ? `All of ${source}` : name)
      }
    }

    return {
      Identifier(node) {
        const name = node.name
        const known = WHOLE.has(name) || GLOBAL_OBJECTS.has(name) || MEMBERS[name] !== undefined
        if (!known || isTypeOnly(node) || !context.sourceCode.isGlobalReference(node)) return
        if (GLOBAL_OBJECTS.has(name)) return checkGlobalObject(node)
        const what = forbiddenUse(name, node)
        if (what !== undefined) report(node, what)
      },
      ImportDeclaration(node) {
        if (node.importKind === 'type') return
        const names = node.specifiers.map((specifier) =>
          specifier.type === 'ImportSpecifier' ? (specifier.imported.name ?? specifier.imported.value) : '*',
        )
        checkImport(node.source.value, names, node)
      },
      ImportExpression(node) {
        if (node.source.type === 'Literal') checkImport(String(node.source.value), ['*'], node)
      },
    }
  },
}
