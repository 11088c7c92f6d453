// How a caller gives his second factor: behind a method's parameters, or in the headers of a REST request.

import * as v from 'valibot'
import type { Proof } from '../domain/second-factor.ts'

const LONGEST_CODE = 128
const code = v.pipe(v.string(), v.maxLength(LONGEST_CODE))
const method = v.picklist(['totp', 'email', 'password'])

const behindParameters = v.looseObject({ twoFactorCode: code, twoFactorMethod: method })
const inHeaders = v.looseObject({ 'x-2fa-code': code, 'x-2fa-method': method })

/** The parameters without the second factor behind them, if there is one. */
export function withoutProof(params: readonly unknown[]): { given: readonly unknown[]; proof?: Proof } {
  const last = v.safeParse(behindParameters, params.at(-1))
  if (!last.success) return { given: params }
  const { twoFactorCode, twoFactorMethod } = last.output
  return { given: params.slice(0, -1), proof: { code: twoFactorCode, method: twoFactorMethod } }
}

export function proofIn(headers: Readonly<Record<string, string | undefined>>): Proof | undefined {
  const found = v.safeParse(inHeaders, headers)
  return found.success ? { code: found.output['x-2fa-code'], method: found.output['x-2fa-method'] } : undefined
}
