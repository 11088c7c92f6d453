// The door of this folder: every method of this server, the way to call one, and the schemas that other doors share, so
// that a message sent by REST is judged as one sent by DDP.

export { callMethod } from './call.ts'
export type { MethodRegistry } from './call.ts'
export { meetingOf, nextAgent, routingConfig, visitPage } from './livechat-jobs.ts'
export { customField, fieldValue, pageInfo, surveyAnswers, visitorToken, wishedAgent } from './livechat-parameters.ts'
export { loginOptions, loginRequest, password, userSelector } from './login-options.ts'
export { draftOf, messageBody } from './message-body.ts'
export { knownVisitor, requireUser, requireVisitor } from './method.ts'
export type { KnownVisitor, SessionHandle, Versions, Who } from './method.ts'
export {
  addresses,
  attachments,
  id,
  looseId,
  maybe,
  name,
  plainObject,
  status,
  statusText,
  text,
  tokenName,
} from './parameters.ts'
export { messageChanges } from './message-pages.ts'
export { proofIn } from './proof.ts'
export { createdRoom, roomToMake } from './room-making.ts'
export { createMethods } from './registry.ts'
export { versionsOf } from './versions.ts'
