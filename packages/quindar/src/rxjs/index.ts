// quindar/rxjs: for programs written with RxJS. `RealTimeAPI` is a drop-in for the package
// `rocket.chat.realtime.api.rxjs`; the rest makes Observables of what the client tells. rxjs 7 is a peer.
export {
  observe,
  observeEvents,
  observeState,
  type EventSource,
  type StateSource,
  type StreamSource,
} from './observe.ts'
export { RealTimeAPI } from './real-time-api.ts'
export type { Frame, SocketConfig } from './socket.ts'
