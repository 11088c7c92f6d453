// Named steps of a longer job: runs them, shows what failed, and says at the end how long each took.
const failures = []
let passed = 0

const seconds = (since) => `${((Date.now() - since) / 1000).toFixed(1)} s`

/**
 * Runs one step. It has failed when its exit code is not 0, and then its output, if it was collected, is shown; of a
 * step that passed only what it warns of.
 *
 * @param {string} name
 * @param {() => Promise<{ code: number, output?: string }>} task
 */
export async function step(name, task) {
  const since = Date.now()
  const { code, output = '' } = await task()
  const ok = code === 0
  if (ok) passed += 1
  else failures.push(name)
  console.log(`${ok ? '✓' : '✗'} ${name} (${seconds(since)})`)
  const worthReading = ok
    ? output
        .split('\n')
        .filter((line) => line.includes('[Warning/'))
        .join('\n')
    : output
  if (worthReading.trim() !== '') console.log(`${worthReading.trimEnd()}\n`)
  return ok
}

/** How the steps ended. */
export function result() {
  return { passed, failures }
}
