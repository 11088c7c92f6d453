// The client's contract, against a server that somebody may test on.
export { live, type LiveReport, type LiveResult } from './live.ts'
export type { LiveOptions } from './stage.ts'
