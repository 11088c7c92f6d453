// A store that tells what it was asked.

import type { Store } from '../../src/store/port.ts'

export function spied() {
  const asked: string[] = []
  const spy = (store: Store): Store =>
    new Proxy(store, {
      get(target, name, receiver) {
        const member: unknown = Reflect.get(target, name, receiver)
        if (typeof member !== 'function') return member
        return (...args: unknown[]) => {
          asked.push(String(name))
          return (member as (...given: unknown[]) => unknown)(...args)
        }
      },
    })
  return { asked, spy }
}
