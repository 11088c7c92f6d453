// What passes on a client's wire, looked at: no subscription twice on one connection, no dead connection unnoticed. It
// also refuses: what this server does not have, and, while told so, the questions by which clients catch up.

/** What a client asks or sends: which rooms have changed, what in a room, and messages. */
const QUESTIONS = {
  rooms: /^(rooms\/get|\/api\/v1\/rooms.get)$/,
  changes: /^(quindar:changes|messages\/get|loadMissedMessages|\/api\/v1\/chat.syncMessages)$/,
  sends: /^sendMessage$/,
}

/** `error`: it is a fault of the server's. `limit`: it was too often, and how long to wait is said. */
export type Refusal = 'error' | 'limit'

/** Milliseconds that who asks too often is told to wait. */
export const LIMIT_MS = 1_500

interface Frame {
  readonly msg: string
  readonly id?: string
  readonly method?: string
  readonly name?: string
  readonly params?: readonly unknown[]
}

/** A question, and when it was put, in milliseconds since 1970. */
export interface Asked {
  /** A method, or the path of a route. */
  readonly name: string
  readonly at: number
}

export interface Inspection {
  readonly connection: () => {
    /** A text that is sent. */
    readonly read: (text: string) => Frame
    /** It has come up. Answered is what comes back in place of the server's answer. */
    readonly up: (frame: Frame, without: ReadonlySet<string>) => string | undefined
    readonly down: (text: string) => void
  }
  /** A request over REST. */
  readonly requested: (path: string) => void
  readonly broke: (sentence: string) => void
  /** From the next of this kind on, all of them are refused for so long. */
  readonly refuse: (what: keyof typeof QUESTIONS, how: Refusal, ms: number) => void
  /** Is this to be refused? @param name A method, or the path of a route. */
  readonly refuses: (name: string) => Refusal | undefined
  readonly heal: () => void
  /** Everything by which the client caught up, in order. */
  readonly asked: readonly Asked[]
  /** What was wrong, beginning with the invariant. */
  readonly broken: string[]
}

export function createInspection(now: () => number): Inspection {
  let refusal: { readonly what: RegExp; readonly how: Refusal; readonly ms: number; since?: number } | undefined
  const asked: Asked[] = []
  const note = (name: string): void => {
    if (QUESTIONS.rooms.test(name) || QUESTIONS.changes.test(name)) asked.push({ name, at: now() })
  }
  const inspection: Inspection = {
    asked,
    broken: [],
    broke: (sentence) => inspection.broken.push(sentence),
    requested: note,
    refuse: (what, how, ms) => (refusal = { what: QUESTIONS[what], how, ms }),
    refuses(name) {
      if (!refusal?.what.test(name)) return undefined
      refusal.since ??= now()
      return now() - refusal.since <= refusal.ms ? refusal.how : undefined
    },
    heal: () => (refusal = undefined),
    connection() {
      const subscribed = new Map<string, string>()
      return {
        read(text) {
          const frame = JSON.parse(text) as Frame
          if (frame.msg === 'method') note(frame.method ?? '')
          return frame
        },
        up({ msg, id = '', method = '', name, params }, without) {
          if (msg === 'sub') {
            const key = JSON.stringify([name, params?.[0]])
            if ([...subscribed.values()].includes(key)) inspection.broken.push(`I11: ${key} is subscribed to twice`)
            subscribed.set(id, key)
          }
          if (msg === 'unsub') subscribed.delete(id)
          if (msg !== 'method') return undefined
          if (without.has(method)) return errorFrame(id, 404, `Method '${method}' not found`)
          switch (inspection.refuses(method)) {
            case 'error':
              return errorFrame(id, 500, 'Internal server error')
            case 'limit':
              return errorFrame(id, 'too-many-requests', `Error, too many requests. ${LIMIT_MS} ms to wait`, {
                timeToReset: LIMIT_MS,
              })
            default:
              return undefined
          }
        },
        down(text) {
          if (text.startsWith('{"msg":"nosub"')) subscribed.delete((JSON.parse(text) as Frame).id ?? '')
        },
      }
    },
  }
  return inspection
}

function errorFrame(id: string, error: number | string, reason: string, details?: object): string {
  const said = { isClientSafe: true, error, reason, message: reason, ...(details && { details }) }
  return JSON.stringify({ msg: 'result', id, error: said })
}
