// What was done on this connection as programs. Before anything was: all five steps, as they would be sent.
import { parseClientFrame, ProtocolError, sha256, type ClientFrame } from 'quindar/protocol'
import type { WireConsole } from './console.ts'
import { compact } from './json-text.ts'
import { writeQuindarScript } from './quindar-script.ts'
import { writeScript } from './script.ts'
import type { ScriptSecrets } from './script-secrets.ts'
import { fillMasks } from './secrets.ts'

export interface Programs {
  /** Plain JavaScript. */
  readonly script: string
  /** With the client. */
  readonly quindar: string
  /** Whether they ask for a secret when they run. */
  readonly asks: boolean
}

export function writePrograms({ fields, steps, sent, revealed }: WireConsole): Programs {
  const address = fields.address.value
  const site =
    typeof address === 'string'
      ? { socket: 'wss://chat.example.com/websocket', http: 'https://chat.example.com' }
      : address
  const texts = sent.value.length > 0 ? sent.value.map(({ text }) => text) : Object.values(steps).map(planned)
  const frames = texts.flatMap((text) => frameOf(text) ?? [])
  const secrets: ScriptSecrets = {
    revealed: revealed.value,
    isDemo: fields.isDemo.value,
    password: fields.password.value,
    digest: sha256(fields.password.value),
  }
  const script = writeScript(
    site.socket,
    texts.filter((text) => frameOf(text) !== undefined),
    secrets,
  )
  const quindar = writeQuindarScript(site.http, frames, secrets)
  return { script, quindar, asks: /\bsecret\('/.test(script + quindar) }
}

/** The step's frame as it would be sent, with the secrets that the editor hides. */
function planned({ text, whole }: WireConsole['steps']['login']): string {
  return compact(fillMasks(text.value, whole.value))
}

function frameOf(text: string): ClientFrame | undefined {
  const frame = parseClientFrame(text)
  return frame instanceof ProtocolError ? undefined : frame
}
