// @quindar/server: a server that speaks Rocket.Chat's Realtime API, to run inside another program.

export { createServer, type QuindarServer, type ServerOptions } from './server.ts'
export { ListenError } from './net/listen.ts'
export type { Clock, Randomness, Timer } from './clock.ts'
export type { DialectName } from './ddp/dialect.ts'
export type { LimiterMode } from './domain/limiter.ts'
