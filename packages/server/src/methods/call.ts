// One call of a method, whatever door it came through: is it known, is it too often, who asks, do the parameters fit;
// then it runs. Nothing is read from the store before all that is settled.

import * as v from 'valibot'
import { may } from '../domain/permissions.ts'
import { Refusal, TooManyRequests } from '../domain/refusal.ts'
import type { Proof } from '../domain/second-factor.ts'
import { type CallContext, type KnownVisitor, knownVisitor, type Method, requireUser, type Who } from './method.ts'
import { withoutProof } from './proof.ts'

/** The methods of a server, by name. */
export type MethodRegistry = ReadonlyMap<string, Method>

export interface MethodCall extends CallContext {
  readonly name: string
  readonly params: readonly unknown[]
  /** What the limiter counts by beside user and address: a session's id, or what stands for it. */
  readonly connectionId: string
  /** The second factor, where it does not travel behind the parameters. */
  readonly proof?: Proof | undefined
}

/** The method's result. @throws Refusal 404 for an unknown name, 400 for parameters, and what the method refuses. */
export async function callMethod(registry: MethodRegistry, call: MethodCall): Promise<unknown> {
  const method = registry.get(call.name)
  if (!method) throw new Refusal(404, `Method '${call.name}' not found`)
  call.domain.limiter.call(call.name, method.rate, call)
  try {
    requireWho(method.who, call)
    const { given, proof = call.proof } = method.secondFactor ? withoutProof(call.params) : { given: call.params }
    const params = v.safeParse(method.params, given)
    if (!params.success) throw new Refusal(400, 'Match failed')
    const visitor = await requireVisitor(method.who, call, params.output)
    if (method.secondFactor) await call.domain.secondFactor.demand(requireUser(call), call.tokenHash, proof)
    return await method.run(visitor ? { ...call, visitor } : call, ...params.output)
  } catch (error) {
    throw error instanceof Refusal ? naming(call.name, error) : error
  }
}

function requireWho(who: Who, { user }: CallContext): void {
  if (who === 'anyone' || (who !== 'user' && 'visitor' in who)) return
  if (!user) throw new Refusal('error-invalid-user', 'Invalid user')
  if (who !== 'user' && !may(user, who.permission)) throw new Refusal('error-not-allowed', 'Not allowed')
}

/** Where a token is asked for, whose it is. It is looked up once the parameters fit, and not before. */
async function requireVisitor(
  who: Who<readonly unknown[]>,
  { domain }: CallContext,
  params: readonly unknown[],
): Promise<KnownVisitor | undefined> {
  return typeof who === 'object' && 'visitor' in who ? knownVisitor(domain, who.visitor(params)) : undefined
}

/** Rocket.Chat says in the details of its own errors which method it was; Meteor's, whose codes differ, say nothing. */
function naming(name: string, refusal: Refusal): Refusal {
  const { code, reason, details } = refusal
  if (typeof code === 'number' || refusal instanceof TooManyRequests) return refusal
  return new Refusal(code, reason, { method: name, ...details })
}
