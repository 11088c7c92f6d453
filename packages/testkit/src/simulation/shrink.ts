// A seed that broke, made short: steps are left out, many at once and then one by one, as long as the same promise
// breaks. What is left is played by the same command, with the places of its steps.
import { simulate, type SimulationOptions, type SimulationReport } from './run.ts'

/**
 * @param report Of a seed that broke.
 * @param play For tests.
 * @returns the shortest that was found: that report itself, where nothing can be left out.
 */
export async function shrink(
  options: SimulationOptions,
  report: SimulationReport,
  play: (options: SimulationOptions) => Promise<SimulationReport> = simulate,
): Promise<SimulationReport> {
  const promise = invariantOf(report)
  let best = report
  let size = best.played.length
  while (size > 0) {
    const before = best.played.length
    for (let start = 0; start < best.played.length;) {
      const only = [...best.played.slice(0, start), ...best.played.slice(start + size)]
      const attempt = await play({ ...options, only })
      if (invariantOf(attempt) === promise) best = attempt
      else start += size
    }
    // One by one until every step that is left is needed.
    if (size > 1 || best.played.length === before) size = Math.floor(size / 2)
  }
  return best
}

/** The first promise that was broken: `I3`. */
export function invariantOf({ broken }: Pick<SimulationReport, 'broken'>): string | undefined {
  return broken[0]?.split(':', 1)[0]
}
