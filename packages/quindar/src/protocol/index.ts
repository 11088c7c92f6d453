// quindar/protocol: the wire of Rocket.Chat's Realtime API. Pure: no I/O, no clock, imports nothing outside this folder.
export * from './ddp.ts'
export * from './ejson.ts'
export * from './errors.ts'
export { sha256 } from './sha256.ts'
