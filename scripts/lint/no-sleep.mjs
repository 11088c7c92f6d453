// Forbids waiting by the clock in tests: `new Promise((resolve) => setTimeout(resolve, 500))` is either too short on a
// slow machine or too long on a fast one. Wait for the condition, or drive a fake clock.
const TIMERS = new Set(['setTimeout', 'delay', 'sleep'])

function isPromiseExecutor(fn) {
  return fn.parent.type === 'NewExpression' && fn.parent.callee.name === 'Promise' && fn.parent.arguments[0] === fn
}

/** True when `name` is the resolve parameter of a promise whose executor encloses `node`. */
function resolvesPromise(node, name) {
  for (let at = node.parent; at; at = at.parent) {
    if (at.type !== 'ArrowFunctionExpression' && at.type !== 'FunctionExpression') continue
    if (isPromiseExecutor(at)) return at.params[0]?.name === name
  }
  return false
}

export const noSleep = {
  meta: {
    type: 'problem',
    messages: { sleep: 'A test does not wait by the clock: wait for the condition, or use a fake clock.' },
  },
  create(context) {
    return {
      CallExpression(node) {
        const [callback] = node.arguments
        if (!TIMERS.has(node.callee.name ?? node.callee.property?.name)) return
        if (callback?.type === 'Identifier' && resolvesPromise(node, callback.name)) {
          context.report({ node, messageId: 'sleep' })
        }
      },
      ImportDeclaration(node) {
        if (/^(node:)?timers\/promises$/.test(node.source.value)) context.report({ node, messageId: 'sleep' })
      },
    }
  },
}
