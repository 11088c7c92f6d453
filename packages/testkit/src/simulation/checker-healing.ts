// I9: was everything that had been missed there soon after the last fault had healed?
import type { Recorded, View } from './record.ts'

/** Milliseconds from the healing to the last of what a program had missed, for each that had missed something. */
export function catchUpTimes({ views, final, healed }: Pick<Recorded, 'views' | 'final' | 'healed'>): number[] {
  return views.flatMap((view) => {
    const whole = healed.find(({ who }) => who === view.who)
    const missed = lastOf(view, final)
    return whole && missed?.at !== undefined ? [Math.max(0, missed.at - whole.at)] : []
  })
}

export function checkHealing({ views, final, healed, forgotten }: Recorded): string[] {
  return views.flatMap((view) => {
    const whole = healed.find(({ who }) => who === view.who)
    const missed = lastOf(view, final, forgotten)
    if (!whole || !missed || (missed.at ?? Infinity) <= whole.until) return []
    const took = missed.at === undefined ? 'never had' : `had ${missed.at - whole.at} ms later`
    const allowed = whole.until - whole.at
    return [
      `I9: ${view.who} in ${view.roomId} ${took} ${missed.id}, which was missed; everything had healed, and it has ${allowed} ms`,
    ]
  })
}

/** What came last of what was missed. What was deleted meanwhile need not be shown; what was forgotten may be. */
function lastOf(
  { ended, missed, roomId }: View,
  final: Recorded['final'],
  forgotten?: ReadonlySet<string>,
): { id: string; at: number | undefined } | undefined {
  if (ended) return undefined
  const there = new Set(final.get(roomId)?.map(({ id }) => id))
  const wanted = [...missed].filter(([id, at]) => (at !== undefined || there.has(id)) && !forgotten?.has(id))
  const [last] = wanted.sort(([, a = Infinity], [, b = Infinity]) => b - a)
  return last && { id: last[0], at: last[1] }
}
