// The states of the console, each as somebody would come to it.
import type { ClientFrame } from 'quindar/protocol'
import { createConsole, type WireConsole } from '../model/console.ts'
import type { LivechatRecipe } from '../model/livechat.ts'
import { goodAnswer, madeUp, type Habits, type MadeUp } from './made-up.ts'

export interface Scene {
  readonly habits?: Habits
  /** Where the console believes to be. */
  readonly page?: string
  readonly play: (model: WireConsole, server: MadeUp) => unknown
  /** The livechat script is shown; and what is done with it. */
  readonly livechat?: (recipe: LivechatRecipe) => unknown
}

const refusing =
  (method: string, error: unknown) =>
  (frame: ClientFrame): readonly unknown[] => {
    if (frame.msg === 'connect') return [{ msg: 'connected', session: 's' }]
    if (frame.msg === 'method')
      return [{ msg: 'result', id: frame.id, ...(frame.method === method ? { error } : { result: { id: 'u1' } }) }]
    return frame.msg === 'sub' ? [{ msg: 'nosub', id: frame.id, error }] : []
  }
/** A release that has lost these methods. */
const without =
  (gone: RegExp) =>
  (frame: ClientFrame): readonly unknown[] => {
    if (frame.msg !== 'method' || !gone.test(frame.method)) return goodAnswer(frame)
    return [{ msg: 'result', id: frame.id, error: { error: 404, reason: `Method '${frame.method}' not found` } }]
  }
const runAll = (model: WireConsole): Promise<boolean> => model.runAll()
const failing = (habits: Habits, server = 'http://chat.example.com'): Scene => ({
  habits: { ...habits, down: true },
  play: (model) => {
    model.fields.server.value = server
    return model.open()
  },
})
const LONG = 'A very long message that goes on and on, in words and without any: '.repeat(40) + 'x'.repeat(2_000)

export const SCENES: Readonly<Record<string, Scene>> = {
  fresh: { play: () => undefined },
  opening: { habits: { slow: true }, play: (model) => void model.open() },
  waiting: { habits: { answer: () => [] }, play: (model) => void model.runAll() },
  done: { habits: { info: { status: 200, text: '{"version":"8.8"}' } }, play: runAll },
  'done, secrets shown': {
    play: async (model) => {
      await model.runAll()
      model.revealed.value = true
    },
  },
  'login with a token': {
    play: (model) => {
      model.fields.way.value = 'token'
    },
  },
  'token cannot be asked for': {
    play: (model) => {
      model.fields.way.value = 'token'
      return model.askForToken()
    },
  },
  'wrong password': { habits: { answer: refusing('login', { error: 403, reason: 'User not found' }) }, play: runAll },
  'second factor': {
    habits: { answer: refusing('login', { error: 'totp-required', reason: 'TOTP Required' }) },
    play: runAll,
  },
  'subscription denied': { habits: { answer: refusing('', { error: 'not-allowed' }) }, play: runAll },
  'too fast': {
    habits: {
      answer: refusing('login', { error: 'too-many-requests', reason: 'Error, too many requests. Please slow down.' }),
    },
    play: runAll,
  },
  'not DDP': { habits: { answer: () => ['220 Welcome to another server'] }, play: runAll },
  'nobody there': failing({}),
  'no upgrade': failing({ info: { status: 200, text: '{"version":"8.8"}' } }),
  'no Rocket.Chat': failing({ info: { status: 200, text: '<h1>It works!</h1>' } }),
  'certificate?': failing({}, 'https://chat.example.com'),
  'mixed content': {
    page: 'https://demo.example/console',
    play: (model) => {
      model.fields.server.value = 'ws://chat.example.com'
    },
  },
  'hung up': {
    play: async (model, server) => {
      await model.runAll()
      server.hangUp(1006, '')
    },
  },
  'a frame with faults': {
    play: (model) => {
      model.steps.connect.edit('{"msg": "connect", version: "1"}')
      model.steps.login.edit('{"msg":"method","method":"login","id":42}')
      model.steps.subscribe.edit('{"msg":"sub","id":"1","name":"room-messages"}')
      model.steps.send.edit('{"msg":"result","id":"1"}')
    },
  },
  heartbeats: {
    play: async (model, server) => {
      await model.runAll()
      for (let n = 0; n < 5; n++) server.say({ msg: 'ping' })
      model.wire.ping()
    },
  },
  'pings unanswered': {
    play: async (model, server) => {
      model.wire.answersPings.value = false
      await model.runAll()
      server.say({ msg: 'ping' })
    },
  },
  'long frames': {
    play: async (model, server) => {
      await model.runAll()
      const args = [{ _id: 'm', rid: 'GENERAL', msg: LONG }]
      server.say({
        msg: 'changed',
        collection: 'stream-room-messages',
        id: 'id',
        fields: { eventName: 'GENERAL', args },
      })
    },
  },
  'ten thousand frames': {
    play: async (model, server) => {
      await model.runAll()
      for (let n = 0; n < 10_500; n++) server.say({ msg: 'updated', methods: [String(n)] })
    },
  },
  paused: {
    play: async (model, server) => {
      await model.runAll()
      model.log.paused.value = true
      server.say({ msg: 'updated', methods: ['meanwhile'] })
    },
  },
  livechat: { play: () => undefined, livechat: () => undefined },
  'livechat, done': {
    habits: { info: { status: 200, text: '{"version":"8.8"}' } },
    play: () => undefined,
    livechat: (recipe) => recipe.runAll(),
  },
  'livechat, most of it gone': {
    habits: { info: { status: 200, text: '{"version":"7.13"}' }, answer: without(/^(livechat:|UserPresence:connect)/) },
    play: () => undefined,
    livechat: (recipe) => recipe.runAll(),
  },
  'nothing fits': {
    play: async (model) => {
      await model.runAll()
      model.log.filter.value = { direction: 'sent', heartbeats: false, search: 'nowhere' }
    },
  },
}

/** The console in that state; it may still be on its way there. */
export function playScene({ habits = {}, page, play }: Scene): WireConsole {
  const server = madeUp(habits, page)
  const model = createConsole(server.ports)
  void Promise.resolve(play(model, server))
  return model
}
