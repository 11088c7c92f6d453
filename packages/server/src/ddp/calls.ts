// A method call of a session, from the name to the outcome that the answer is made of.

import type { WireError } from 'quindar/protocol'
import type { User } from '../domain/entities.ts'
import type { SessionHandle } from '../methods/index.ts'
import type { Dialect } from './dialect.ts'
import { errorParts, methodNotFound } from './errors.ts'

/** Who calls. */
export interface Caller {
  readonly session: SessionHandle
  readonly user: User | undefined
  readonly tokenHash: string | undefined
  readonly remoteAddress: string
  /** The session's next frame does not wait for this call any more. */
  readonly unblock: () => void
}

/** The methods behind DDP: who may, how often and with what is checked behind this door. */
export interface MethodDoor {
  has(name: string): boolean
  /** Answers the result; throws an error that says what is wrong. */
  call(name: string, params: readonly unknown[], caller: Caller): unknown
}

interface CallPorts {
  readonly dialect: Dialect
  readonly methods: MethodDoor
  readonly report: (error: unknown) => void
}

export async function callMethod(
  { dialect, methods, report }: CallPorts,
  name: string,
  params: readonly unknown[],
  caller: Caller,
): Promise<{ result: unknown } | { error: WireError }> {
  if (!methods.has(name)) return { error: dialect.error(methodNotFound(name)) }
  try {
    return { result: await methods.call(name, params, caller) }
  } catch (error) {
    return { error: dialect.error(errorParts(error, dialect.loginWords, report)) }
  }
}
