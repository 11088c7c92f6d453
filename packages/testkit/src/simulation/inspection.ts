// What passes on a client's wire, looked at: no subscription twice on one connection, no dead connection unnoticed. It
// also refuses: what this server does not have, and, while told so, the questions by which clients catch up.

/** Questions about what was missed: which rooms, and what there. */
const QUESTIONS = {
  rooms: /^(rooms\/get|\/api\/v1\/rooms.get)$/,
  changes: /^(quindar:changes|messages\/get|loadMissedMessages|\/api\/v1\/chat.syncMessages)$/,
}

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
  readonly broke: (sentence: string) => void
  /** From the next question of this kind on, all of them are answered with an internal error for so long. */
  readonly refuse: (what: keyof typeof QUESTIONS, ms: number) => void
  /** Is this question to be refused? @param name A method, or the path of a route. */
  readonly refuses: (name: string) => boolean
  readonly heal: () => void
  /** What was wrong, beginning with the invariant. */
  readonly broken: string[]
}

export function createInspection(now: () => number): Inspection {
  let refusal: { readonly what: keyof typeof QUESTIONS; readonly ms: number; since?: number } | undefined
  const inspection: Inspection = {
    broken: [],
    broke: (sentence) => inspection.broken.push(sentence),
    refuse: (what, ms) => (refusal = { what, ms }),
    refuses(name) {
      if (!refusal || !QUESTIONS[refusal.what].test(name)) return false
      refusal.since ??= now()
      return now() - refusal.since <= refusal.ms
    },
    heal: () => (refusal = undefined),
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
          if (without.has(method)) return errorFrame(id, 404, `Method '${method}' not found`)
          return inspection.refuses(method) ? errorFrame(id, 500, 'Internal server error') : undefined
        },
        down(text) {
          if (text.startsWith('{"msg":"nosub"')) subscribed.delete((JSON.parse(text) as Frame).id ?? '')
        },
      }
    },
  }
  return inspection
}

function errorFrame(id: string, error: number, reason: string): string {
  return JSON.stringify({ msg: 'result', id, error: { isClientSafe: true, error, reason, message: reason } })
}
