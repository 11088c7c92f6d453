// Where the time goes, when an aim is missed: the functions that ran longest, by V8's own sampling.

import { Session } from 'node:inspector/promises'
import type { Profiler } from 'node:inspector'

const SHOWN = 12

/** Samples this thread until the answer is called; that resolves with the functions and their share of the busy time. */
export async function startProfile(): Promise<() => Promise<string[]>> {
  const session = new Session()
  session.connect()
  await session.post('Profiler.enable')
  await session.post('Profiler.start')
  return async () => {
    const { profile } = await session.post('Profiler.stop')
    session.disconnect()
    return longest(profile)
  }
}

function longest({ nodes, samples = [], timeDeltas = [] }: Profiler.Profile): string[] {
  // Waiting is no work, and neither is the profiler's own.
  const working = nodes.filter(({ callFrame: { functionName, url } }) => {
    return functionName !== '(idle)' && url !== 'node:inspector'
  })
  const names = new Map(working.map(({ id, callFrame }) => [id, nameOf(callFrame)]))
  const times = new Map<string, number>()
  let busy = 0
  for (const [index, id] of samples.entries()) {
    const name = names.get(id)
    if (name === undefined) continue
    const time = timeDeltas[index] ?? 0
    busy += time
    times.set(name, (times.get(name) ?? 0) + time)
  }
  return [...times]
    .toSorted(([, left], [, right]) => right - left)
    .slice(0, SHOWN)
    .map(([name, time]) => `${((time / busy) * 100).toFixed(1).padStart(8)} %  ${name}`)
}

function nameOf({ functionName, url, lineNumber }: Profiler.ProfileNode['callFrame']): string {
  const name = functionName || '(anonymous)'
  return url === '' ? name : `${name}  ${url.split('/').slice(-2).join('/')}:${lineNumber + 1}`
}
