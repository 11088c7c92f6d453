// The storage for browsers before a browser that fails, and what it asks of one. With a real one: outbox-browser.test.ts.
import { indexedDBStorage } from 'quindar'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'

interface Request {
  result: unknown
  error: Error | null
  onsuccess: () => void
  onerror: () => void
  onupgradeneeded: () => void
}

const requests: Request[] = []
const asked: unknown[] = []
let transaction: { error: Error | null; oncomplete: () => void; onabort: () => void; objectStore: () => object }

/** A database without anything in it, which says what it is asked for. */
function database() {
  const table = {
    getAllKeys: (range: unknown) => (asked.push(range), { result: ['p/a', 'p/b'] }),
    getAll: () => ({ result: ['1', '2'] }),
    put: (value: string, key: string) => void asked.push(`put ${key} ${value}`),
    delete: (key: string) => void asked.push(`delete ${key}`),
  }
  return {
    onversionchange: (): void => undefined,
    onclose: (): void => undefined,
    close: () => void asked.push('close'),
    createObjectStore: (name: string) => void asked.push(`make ${name}`),
    transaction(name: string, mode: string, options: object) {
      asked.push([name, mode, options])
      transaction = { error: null, oncomplete: () => {}, onabort: () => {}, objectStore: () => table }
      return transaction
    },
  }
}

beforeEach(() => {
  requests.length = asked.length = 0
  vi.stubGlobal('indexedDB', {
    open(name: string, version: number) {
      asked.push(`open ${name} ${version}`)
      const nothing = (): void => undefined
      const request = {
        result: database(),
        error: null,
        onsuccess: nothing,
        onerror: nothing,
        onupgradeneeded: nothing,
      }
      requests.push(request)
      return request
    },
  })
  vi.stubGlobal('IDBKeyRange', { bound: (from: string, to: string) => `${from} to ${to}` })
})
afterEach(() => {
  vi.unstubAllGlobals()
})

const turn = () => Promise.resolve().then(() => undefined)

test('it is opened once, made where there is none, and asked by range, strictly', async () => {
  const storage = indexedDBStorage()
  const entries = storage.entries('p/')
  const setting = storage.set('p/c', '3')
  expect(asked).toEqual(['open quindar 1'])
  requests[0]?.onupgradeneeded()
  expect(asked.slice(1)).toEqual(['make entries'])
  requests[0]?.onsuccess()
  await turn()
  const strictly = { durability: 'strict' }
  expect(asked.slice(2)).toEqual([
    ['entries', 'readonly', strictly],
    'p/ to p/\uffff',
    ['entries', 'readwrite', strictly],
    'put p/c 3',
  ])
  transaction.oncomplete()
  await setting
  const again = storage.entries('p/')
  await turn()
  transaction.oncomplete()
  expect(await again).toEqual([
    ['p/a', '1'],
    ['p/b', '2'],
  ])
  const deleting = storage.delete('p/a')
  await turn()
  expect(asked.at(-1)).toBe('delete p/a')
  transaction.oncomplete()
  await deleting
  void entries
  expect(requests).toHaveLength(1)
})

test('what could not be opened is tried anew by the next who asks; a browser without a reason gets a sentence', async () => {
  const storage = indexedDBStorage('other')
  const first = storage.set('a', '1')
  requests[0]?.onerror()
  await expect(first).rejects.toThrow('IndexedDB gave no reason')
  const second = storage.set('a', '1')
  expect(asked).toEqual(['open other 1', 'open other 1'])
  if (requests[1]) requests[1].error = new Error('QuotaExceeded')
  requests[1]?.onerror()
  await expect(second).rejects.toThrow('QuotaExceeded')
})

test('what is broken off fails with its reason', async () => {
  const storage = indexedDBStorage()
  const setting = storage.set('a', '1')
  requests[0]?.onsuccess()
  await turn()
  transaction.error = new Error('the disk is full')
  transaction.onabort()
  await expect(setting).rejects.toThrow('the disk is full')
})

test('who wants to change the database does not wait for it: it is closed, and opened anew when it is wanted', async () => {
  const storage = indexedDBStorage()
  const opened = async () => {
    const { result } = requests.at(-1) as { result: ReturnType<typeof database> }
    requests.at(-1)?.onsuccess()
    await turn()
    return result
  }
  void storage.set('a', '1')
  const first = await opened()
  first.onversionchange()
  expect(asked.at(-1)).toBe('close')
  void storage.set('a', '1')
  expect(requests).toHaveLength(2)
  const second = await opened()
  // The browser has closed it by itself.
  second.onclose()
  void storage.set('a', '1')
  expect(requests).toHaveLength(3)
})

test('its locks are those of the page, by its name; a page without them has none', async () => {
  const request = vi.fn<(name: string, options: object, task: () => Promise<void>) => Promise<void>>(
    (_name: string, _options: object, task: () => Promise<void>) => task(),
  )
  vi.stubGlobal('navigator', { locks: { request } })
  const { signal } = new AbortController()
  const task = vi.fn<() => Promise<void>>(() => Promise.resolve())
  await indexedDBStorage('mine').lock?.('x', task, signal)
  expect(request.mock.calls).toEqual([['mine/x', { signal }, task]])
  expect(task).toHaveBeenCalledOnce()
  vi.stubGlobal('navigator', {})
  expect(indexedDBStorage().lock).toBeUndefined()
  vi.stubGlobal('navigator', undefined)
  expect(indexedDBStorage().lock).toBeUndefined()
})
