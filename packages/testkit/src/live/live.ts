// Runs the contract against a real server, step by step, and cleans up: every message that it wrote is deleted.
import { CONTRACT, type Step } from './contract.ts'
import { openLiveStage, type LiveOptions, type LiveStage } from './stage.ts'

export interface LiveResult {
  readonly name: string
  readonly outcome: 'pass' | 'fail' | 'skip'
  /** Why not. */
  readonly why: string | undefined
}

export interface LiveReport {
  /** What the server says that it is. */
  readonly release: string | undefined
  readonly results: readonly LiveResult[]
  /** Ids of messages that could not be deleted, and why. */
  readonly left: readonly string[]
  readonly whyLeft: string | undefined
}

/**
 * @param marker Stands in every message, so that whoever finds one knows where it comes from.
 * @param tell Hears of each step when it is over.
 * @throws where the server cannot be reached, does not accept the token, or has no such room: then nothing was done.
 */
export async function live(
  options: LiveOptions,
  marker: string,
  tell: (result: LiveResult) => void = () => {},
): Promise<LiveReport> {
  const stage = await openLiveStage(options, marker)
  const results: LiveResult[] = []
  const note = (result: LiveResult): void => {
    results.push(result)
    tell(result)
  }
  try {
    for (const step of CONTRACT) note(await outcomeOf(step, stage))
    const whyLeft = await cleanUp(stage)
    const name = 'every message that was written is deleted'
    note({ name, outcome: stage.left.size === 0 ? 'pass' : 'fail', why: whyLeft })
    return { release: await releaseOf(stage), results, left: [...stage.left], whyLeft }
  } finally {
    await stage.close()
  }
}

async function outcomeOf({ name, run }: Step, stage: LiveStage): Promise<LiveResult> {
  try {
    const why = await run(stage)
    return { name, outcome: why === undefined ? 'pass' : 'skip', why }
  } catch (error) {
    // However it ended, the next step begins with a connection.
    stage.wire.plug()
    return { name, outcome: 'fail', why: (error as Error).message }
  }
}

/** Deletes what is left, answers of threads first. @returns Why something could not be deleted. */
async function cleanUp({ left, other, wishes }: LiveStage): Promise<string | undefined> {
  let why: string | undefined
  for (const id of [...left].toReversed()) {
    try {
      await other.delete(id, wishes)
      left.delete(id)
    } catch (error) {
      why ??= (error as Error).message
    }
  }
  return why
}

async function releaseOf({ rc }: LiveStage): Promise<string | undefined> {
  try {
    return (await rc.rest('GET /api/info')).version
  } catch {
    return undefined
  }
}
