// @quindar/testkit: what the tests of this repository stand on.
export * from './fake-clock.ts'
export * from './fake-socket.ts'
export * from './peer-socket.ts'
export * from './recordings.ts'
export * from './replay.ts'
export * from './scripted-peer.ts'
export * from './test-server.ts'
