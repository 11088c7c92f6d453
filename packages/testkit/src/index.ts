// @quindar/testkit: what the tests of this repository stand on.
export * from './fake-clock.ts'
export * from './fake-socket.ts'
