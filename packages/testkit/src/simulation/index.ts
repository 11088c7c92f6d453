// Client and server in one process, on a clock and a chance of our own: the same seed plays the same every time.
export { check, type Command, type Kept, type Recorded, type View } from './checker.ts'
export { simulate, type SimulationOptions, type SimulationReport } from './run.ts'
