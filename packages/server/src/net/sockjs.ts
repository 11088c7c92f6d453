// SockJS over WebSocket, for clients written with it: `o` at the beginning, `a["…"]` around each text, `h` now and then,
// `c[code,"reason"]` at the end; from the client, arrays of texts. Source: PROTOCOL.md#endpoints, recordings.

import { SharedFrame } from '../ddp/wire.ts'
import { textFrame, type Framing } from './framing.ts'
import type { Wrapping } from './websocket.ts'

const BEAT_MS = 45_000

const sockjsFraming: Framing = { name: 'sockjs', frame: (text) => textFrame(`a[${JSON.stringify(text)}]`) }

export const sockjsWrapping: Wrapping = {
  framing: sockjsFraming,
  unwrap: unwrapTexts,
  opening: control('o'),
  beat: { ms: BEAT_MS, frame: control('h') },
  closing: (code, reason) => control(`c${JSON.stringify([code, reason])}`),
}

/** What `/sockjs/info` says. `entropy` is for clients without good random numbers of their own. */
export function sockjsInfo(entropy: number): Record<string, unknown> {
  return { websocket: true, origins: ['*:*'], cookie_needed: false, entropy }
}

/** SockJS's own words, which are not wrapped. */
function control(text: string): SharedFrame {
  const frame = new SharedFrame(text)
  frame.framed.set(sockjsFraming.name, textFrame(text))
  return frame
}

/** An array of texts, or one text; nothing at all is no offence. */
function unwrapTexts(message: string): readonly string[] | undefined {
  if (message === '') return []
  let value: unknown
  try {
    value = JSON.parse(message)
  } catch {
    return undefined
  }
  const list: unknown[] = Array.isArray(value) ? value : [value]
  return list.every((item): item is string => typeof item === 'string') ? list : undefined
}
