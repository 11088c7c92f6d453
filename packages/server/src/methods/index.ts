// The door of this folder: every method of this server, the way to call one, and the schemas that other doors share, so
// that a message sent by REST is judged as one sent by DDP.

export { callMethod } from './call.ts'
export type { MethodRegistry } from './call.ts'
export { loginOptions, loginRequest, password, userSelector } from './login-options.ts'
export { draftOf, messageBody } from './message-body.ts'
export { requireUser } from './method.ts'
export type { SessionHandle, Versions, Who } from './method.ts'
export { addresses, maybe, name, plainObject } from './parameters.ts'
export { createMethods } from './registry.ts'
export { versionsOf } from './versions.ts'
