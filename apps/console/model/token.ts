// A login token over REST, as the question's third step has it: user and password once over HTTP, the token from then on.
import type { Address } from './address.ts'
import type { ConsolePorts } from './ports.ts'

/** What came of asking. `hidden`: somebody answers, and the browser does not let this page read it (CORS). */
export type TokenAnswer =
  | { readonly kind: 'token'; readonly token: string }
  | { readonly kind: 'refused'; readonly sentence: string }
  | { readonly kind: 'two-factor' | 'hidden' | 'nobody' | 'stranger' }

interface LoginAnswer {
  readonly data?: { readonly authToken?: unknown }
  readonly message?: unknown
  readonly error?: unknown
}

/** `POST /api/v1/login`. Never rejects. */
export async function askForToken(
  address: Address,
  { user, password }: { readonly user: string; readonly password: string },
  ports: ConsolePorts,
): Promise<TokenAnswer> {
  let text: string
  try {
    const answer = await ports.request(`${address.http}/api/v1/login`, {
      method: 'POST',
      body: JSON.stringify({ user, password }),
    })
    text = answer.text
  } catch {
    return { kind: (await isSomebodyThere(address, ports)) ? 'hidden' : 'nobody' }
  }
  const answer = read(text)
  if (answer === undefined) return { kind: 'stranger' }
  const token = answer.data?.authToken
  if (typeof token === 'string') return { kind: 'token', token }
  if (answer.error === 'totp-required' || answer.error === 'totp-invalid') return { kind: 'two-factor' }
  const said = [answer.message, answer.error].find((text) => typeof text === 'string')
  return { kind: 'refused', sentence: said ?? '' }
}

async function isSomebodyThere(address: Address, ports: ConsolePorts): Promise<boolean> {
  try {
    await ports.request(`${address.http}/api/info`, { method: 'GET', blind: true })
    return true
  } catch {
    return false
  }
}

function read(text: string): LoginAnswer | undefined {
  try {
    const json: unknown = JSON.parse(text)
    return typeof json === 'object' && json !== null ? json : undefined
  } catch {
    return undefined
  }
}
