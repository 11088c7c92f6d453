// A promise that is settled from outside. A rejection that nobody awaits is no unhandled one.

export interface Deferred<T> {
  readonly promise: Promise<T>
  /** Has it been resolved or rejected? */
  settled: boolean
  readonly resolve: (value: T) => void
  readonly reject: (error: Error) => void
}

export function createDeferred<T>(): Deferred<T> {
  const deferred = { settled: false } as { -readonly [Key in keyof Deferred<T>]: Deferred<T>[Key] }
  deferred.promise = new Promise<T>((resolve, reject) => {
    deferred.resolve = (value) => {
      deferred.settled = true
      resolve(value)
    }
    deferred.reject = (error) => {
      deferred.settled = true
      reject(error)
    }
  })
  deferred.promise.catch(() => {})
  return deferred
}
