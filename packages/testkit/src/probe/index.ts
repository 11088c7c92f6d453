// Looking at a server from outside.
export { CAPABILITIES, type Capability, type Way } from './capabilities.table.ts'
export { probe, type ProbedCapability, type ProbedWay, type ProbeOptions, type ProbeReport } from './probe.ts'
export { reportText } from './report.ts'
export { Trouble, type TroubleKind } from './trouble.ts'
export { chosen, factOf, isThere, type WayFact } from './ways.ts'
