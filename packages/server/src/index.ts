// @quindar/server: a server that speaks Rocket.Chat's Realtime API, to run inside another program.

export {
  createMemoryStore,
  createServer,
  createServerCore,
  openSqliteInLoop,
  WRITES,
  type Delays,
  type QuindarServer,
  type ServerCore,
  type ServerOptions,
} from './server.ts'
export type { Store } from './store/port.ts'
export type { SharedFrame, Wire, WireEvents } from './ddp/wire.ts'
export { ListenError } from './net/listen.ts'
export type { Clock, Randomness, Timer } from './clock.ts'
export type { DialectName } from './ddp/dialect.ts'
export type { LimiterMode } from './domain/limiter.ts'
