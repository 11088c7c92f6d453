// The door of this folder: every method of this server, and the way to call one.

export { callMethod } from './call.ts'
export type { MethodCall, MethodRegistry } from './call.ts'
export { createMethods } from './registry.ts'
