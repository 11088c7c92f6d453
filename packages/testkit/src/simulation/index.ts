// Client and server in one process, on a clock and a chance of our own: the same seed plays the same every time.
export { catchUpTimes } from './checker-healing.ts'
export { check } from './checker.ts'
export type { Command, Kept, Recorded, View } from './record.ts'
export { simulate, type SimulationOptions, type SimulationReport } from './run.ts'
export { invariantOf, shrink } from './shrink.ts'
