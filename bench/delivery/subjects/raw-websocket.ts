// The five frames of Rocket.Chat's own documents over a plain WebSocket, as examples/raw-websocket sends them.
import { ROOM, USER, PASSWORD, type RawMessage, type StartSubject } from '../subject.ts'
import { createHash } from 'node:crypto'

interface Frame {
  readonly msg?: string
  readonly id?: string
  readonly error?: { readonly reason?: string }
  readonly fields?: { readonly args: readonly RawMessage[] }
}

export const start: StartSubject = (url, heard) =>
  new Promise((resolve) => {
    const socket = new WebSocket(`${url.replace('http', 'ws')}/websocket`)
    const say = (frame: object): void => socket.send(JSON.stringify(frame))
    const waiting = new Map<string, { resolve: () => void; reject: (error: Error) => void }>()
    let last = 0
    const send = (text: string): Promise<void> =>
      new Promise((done, failed) => {
        const id = `send ${++last}`
        waiting.set(id, { resolve: done, reject: failed })
        say({ msg: 'method', method: 'sendMessage', id, params: [{ rid: ROOM, msg: text }] })
      })
    socket.onopen = () => {
      say({ msg: 'connect', version: '1', support: ['1'] })
      const digest = createHash('sha256').update(PASSWORD).digest('hex')
      const login = { user: { username: USER }, password: { digest, algorithm: 'sha-256' } }
      say({ msg: 'method', method: 'login', id: 'login', params: [login] })
    }
    socket.onmessage = ({ data }: MessageEvent<string>) => {
      const { msg, id = '', error, fields } = JSON.parse(data) as Frame
      if (msg === 'ping') say({ msg: 'pong' })
      if (msg === 'changed') for (const message of fields?.args ?? []) heard(message.msg)
      if (msg === 'ready') resolve({ send })
      if (msg !== 'result') return
      if (id === 'login') say({ msg: 'sub', id: 'general', name: 'stream-room-messages', params: [ROOM, false] })
      if (error) waiting.get(id)?.reject(new Error(error.reason))
      else waiting.get(id)?.resolve()
    }
  })
