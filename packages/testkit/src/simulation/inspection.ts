// What passes on a client's wire, looked at: no subscription twice on one connection, no dead connection unnoticed. It
// also refuses: what this server does not have, and, while told so, the questions by which clients catch up.

/** Questions about what was missed. */
const QUESTION = /^(quindar:changes|messages\/get|rooms\/get|loadMissedMessages)$/

interface Frame {
  readonly msg: string
  readonly id?: string
  readonly method?: string
  readonly name?: string
  readonly params?: readonly unknown[]
}

export interface Inspection {
  readonly connection: () => {
    /** A text on its way up. Answered is what comes back in place of the server's answer. */
    readonly up: (text: string, without: ReadonlySet<string>) => string | undefined
    readonly down: (text: string) => void
  }
  readonly unnoticed: (ms: number) => void
  /** So many of the next questions are answered with an internal error. */
  refusing: number
  /** What was wrong, beginning with the invariant. */
  readonly broken: string[]
}

export function createInspection(): Inspection {
  const inspection: Inspection = {
    refusing: 0,
    broken: [],
    unnoticed: (ms) => inspection.broken.push(`I9: a connection was dead for ${ms} ms, and was not given up`),
    connection() {
      const subscribed = new Map<string, string>()
      return {
        up(text, without) {
          const frame = JSON.parse(text) as Frame
          const { msg, id = '', method = '', name, params } = frame
          if (msg === 'sub') {
            const key = JSON.stringify([name, params?.[0]])
            if ([...subscribed.values()].includes(key)) inspection.broken.push(`I11: ${key} is subscribed to twice`)
            subscribed.set(id, key)
          }
          if (msg === 'unsub') subscribed.delete(id)
          if (msg !== 'method') return undefined
          if (without.has(method)) return refusal(id, 404, `Method '${method}' not found`)
          if (inspection.refusing === 0 || !QUESTION.test(method)) return undefined
          inspection.refusing--
          return refusal(id, 500, 'Internal server error')
        },
        down(text) {
          if (text.startsWith('{"msg":"nosub"')) subscribed.delete((JSON.parse(text) as Frame).id ?? '')
        },
      }
    },
  }
  return inspection
}

function refusal(id: string, error: number, reason: string): string {
  return JSON.stringify({ msg: 'result', id, error: { isClientSafe: true, error, reason, message: reason } })
}
