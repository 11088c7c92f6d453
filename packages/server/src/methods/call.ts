// One call of a method, whatever door it came through: is it known, is it too often, who asks, do the parameters fit;
// then it runs.

import type { CallContext, Method } from './method.ts'

/** The methods of a server, by name. */
export type MethodRegistry = ReadonlyMap<string, Method>

export interface MethodCall extends CallContext {
  readonly name: string
  readonly params: readonly unknown[]
  /** What the limiter counts by beside user and address: a session's id, or what stands for it. */
  readonly connectionId: string
}

/** The method's result. @throws Refusal 404 for an unknown name, 400 for parameters, and what the method refuses. */
export declare function callMethod(registry: MethodRegistry, call: MethodCall): Promise<unknown>
