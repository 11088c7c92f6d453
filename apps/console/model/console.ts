// The console, put together: fields, socket, log, the five steps, and any other frame.
import { batch, effect, signal, type ReadonlySignal, type Signal } from '@preact/signals-core'
import { releaseOf } from './diagnose.ts'
import { createFields, createTemplates, type Fields } from './fields.ts'
import { createLog, type Log } from './log.ts'
import type { ConsolePorts } from './ports.ts'
import { createRequest, type Masks, type Request } from './request.ts'
import { createSecrets } from './secrets.ts'
import { createSent, type SentFrame } from './sent.ts'
import { askForToken, type TokenAnswer } from './token.ts'
import { createWire, type Wire } from './wire.ts'

/** The steps of the question, in its order. The first one has no frame: it opens the socket. */
export const STEPS = ['open', 'connect', 'login', 'subscribe', 'send'] as const
export type Step = (typeof STEPS)[number]
export type FrameStep = Exclude<Step, 'open'>

export interface WireConsole {
  readonly fields: Fields
  readonly wire: Wire
  readonly log: Log
  readonly steps: Readonly<Record<FrameStep, Request>>
  /** Any other frame. */
  readonly other: Request
  /** What has been sent on this connection. */
  readonly sent: ReadonlySignal<readonly SentFrame[]>
  /** Whether tokens and digests are shown. */
  readonly revealed: Signal<boolean>
  /** While several run one after the other: the name of the one that runs. */
  readonly running: ReadonlySignal<string | undefined>
  /** What the server says it is over HTTP, `8.8`; `undefined` when it does not say. */
  readonly release: ReadonlySignal<string | undefined>
  /** Asking for a token over REST: under way, or what came of it. */
  readonly tokenAnswer: ReadonlySignal<TokenAnswer | 'asking' | undefined>
  /** Opens the socket. Resolves with whether it is open. */
  readonly open: () => Promise<boolean>
  /** Opens and runs all steps; stops at the first one that fails. Resolves with whether none did. */
  readonly runAll: () => Promise<boolean>
  /** The same with any frames. @param refused Whether a refusal ends it. Resolves with whether all went well. */
  readonly runInOrder: (requests: readonly Request[], refused: 'stop' | 'go on') => Promise<boolean>
  /** A frame in an editor, on this console's connection. */
  readonly makeRequest: (name: string, template: (round: number) => string, masks?: Masks) => Request
  /** Never in the download, and hidden in the log until secrets are shown. */
  readonly learnSecret: (secret: string) => void
  readonly askForToken: () => Promise<void>
  /** Puts a frame into the editor of {@link WireConsole.other}. */
  readonly compose: (template: (round: number) => string) => void
}

export function createConsole(ports: ConsolePorts): WireConsole {
  const fields = createFields(ports)
  const log = createLog()
  const secrets = createSecrets()
  const wire = createWire(ports, log, secrets)
  const sent = createSent()
  const revealed = signal(false)
  const running = signal<string | undefined>(undefined)
  const release = signal<string | undefined>(undefined)
  const tokenAnswer = signal<TokenAnswer | 'asking' | undefined>(undefined)
  const composed = signal<(round: number) => string>(() => '{"msg":"ping"}')

  const surroundings = {
    ports,
    wire,
    usedIds: sent.usedIds,
    revealed,
    onSent: (step: string, text: string, frame: SentFrame['frame']) => sent.add({ step, text, frame }),
  }
  const templates = createTemplates(fields, ports)
  const requests: Request[] = []
  const makeRequest: WireConsole['makeRequest'] = (name, template, masks) => {
    const request = createRequest(name, template, { ...surroundings, masks })
    requests.push(request)
    return request
  }
  const request = (step: FrameStep): Request => makeRequest(step, templates[step])
  const steps = {
    connect: request('connect'),
    login: request('login'),
    subscribe: request('subscribe'),
    send: request('send'),
  }
  const other = makeRequest('other', (round) => composed.value(round))

  // The demo's user is nobody on somebody else's server.
  let had = fields.hasDemo.peek()
  effect(() => {
    const left = had && !fields.hasDemo.value
    had = fields.hasDemo.value
    if (!left || fields.user.peek() !== 'alice' || fields.password.peek() !== 'alice') return
    fields.user.value = ''
    fields.password.value = ''
  })

  async function open(): Promise<boolean> {
    const address = fields.address.peek()
    if (typeof address === 'string') return false
    batch(() => {
      sent.clear()
      release.value = undefined
      for (const request of requests) request.forget()
    })
    const state = await wire.open(address)
    if (state.kind !== 'open') return false
    void askForRelease(address.http)
    return true
  }

  async function askForRelease(site: string): Promise<void> {
    try {
      const found = releaseOf((await ports.request(`${site}/api/info`, { method: 'GET' })).text)
      const state = wire.state.peek()
      if (state.kind === 'open' && state.address.http === site) release.value = found
    } catch {
      // It need not let this page read it; nothing here depends on it.
    }
  }

  async function runInOrder(list: readonly Request[], refused: 'stop' | 'go on'): Promise<boolean> {
    if (running.peek() !== undefined) return false
    let good = true
    try {
      running.value = 'open'
      if (!(await open())) return false
      for (const request of list) {
        running.value = request.name
        if (await request.run()) continue
        good = false
        if (refused === 'stop' || request.outcome.peek()?.kind !== 'refused') break
      }
      return good
    } finally {
      running.value = undefined
    }
  }

  return {
    fields,
    wire,
    log,
    steps,
    other,
    sent: sent.frames,
    revealed,
    running,
    release,
    tokenAnswer,
    open,
    runAll: () => runInOrder([steps.connect, steps.login, steps.subscribe, steps.send], 'stop'),
    runInOrder,
    makeRequest,
    learnSecret: secrets.learn,
    askForToken: async () => {
      const address = fields.address.peek()
      if (typeof address === 'string' || tokenAnswer.peek() === 'asking') return
      tokenAnswer.value = 'asking'
      const answer = await askForToken(address, { user: fields.user.peek(), password: fields.password.peek() }, ports)
      batch(() => {
        tokenAnswer.value = answer
        if (answer.kind !== 'token') return
        fields.token.value = answer.token
        fields.way.value = 'token'
      })
    },
    compose: (template) => {
      batch(() => {
        composed.value = template
        other.reset()
        other.forget()
      })
    },
  }
}
