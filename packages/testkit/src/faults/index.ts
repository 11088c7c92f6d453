// Faults of the network, and of servers, between a real client and a real server.
export { FAIR_WEATHER, type Weather } from './pipe.ts'
export { startFaultProxy, type FaultProxy } from './proxy.ts'
export * from './rewrites.ts'
export type { Cut } from './link.ts'
