// What a client is told of documents that several subscriptions publish.

import { beforeEach, describe, expect, it } from 'vitest'
import { Documents } from '../../src/ddp/documents.ts'

const one = { name: 'one' }
const two = { name: 'two' }
let said: string[]
let documents: Documents

beforeEach(() => {
  said = []
  documents = new Documents((text) => said.push(text))
})

const frames = (): unknown[] => said.splice(0).map((text) => JSON.parse(text) as unknown)

describe('documents', () => {
  it('are added, changed and removed, with the fields that differ alone', () => {
    documents.set(one, 'c', 'k', { x: 1, y: 2, at: new Date(5) })
    documents.set(one, 'c', 'k', { x: 1, y: 3, at: new Date(5) })
    documents.remove(one, 'c', 'k')
    expect(frames()).toEqual([
      { msg: 'added', collection: 'c', id: 'k', fields: { x: 1, y: 2, at: { $date: 5 } } },
      { msg: 'changed', collection: 'c', id: 'k', fields: { y: 3 } },
      { msg: 'removed', collection: 'c', id: 'k' },
    ])
  })

  it('say nothing when nothing differs', () => {
    documents.set(one, 'c', 'k', { x: { deep: [1] } })
    frames()
    documents.set(one, 'c', 'k', { x: { deep: [1] } })
    documents.remove(two, 'c', 'k')
    documents.remove(one, 'c', 'other')
    documents.remove(one, 'other', 'k')
    expect(frames()).toEqual([])
  })

  it('clear what is undefined or gone, without fields where none differ', () => {
    documents.set(one, 'c', 'k', { x: 1, y: 2, z: 3 })
    frames()
    documents.set(one, 'c', 'k', { x: undefined, z: 3 })
    expect(frames()).toEqual([{ msg: 'changed', collection: 'c', id: 'k', cleared: ['x', 'y'] }])
  })

  it('have no fields when they have none', () => {
    documents.set(one, 'c', 'k', {})
    expect(said).toEqual(['{"msg":"added","collection":"c","id":"k"}'])
  })

  it('stay as long as one subscription holds them; the oldest value counts', () => {
    documents.set(one, 'c', 'k', { x: 1 })
    documents.set(two, 'c', 'k', { x: 2, y: 2 })
    documents.remove(one, 'c', 'k')
    documents.remove(two, 'c', 'k')
    expect(frames()).toEqual([
      { msg: 'added', collection: 'c', id: 'k', fields: { x: 1 } },
      { msg: 'changed', collection: 'c', id: 'k', fields: { y: 2 } },
      { msg: 'changed', collection: 'c', id: 'k', fields: { x: 2 } },
      { msg: 'removed', collection: 'c', id: 'k' },
    ])
  })

  it('go with the subscription that held them', () => {
    documents.set(one, 'c', 'a', {})
    documents.set(two, 'c', 'b', {})
    documents.set(one, 'd', 'a', {})
    frames()
    documents.removeAll(one)
    expect(frames()).toEqual([
      { msg: 'removed', collection: 'c', id: 'a' },
      { msg: 'removed', collection: 'd', id: 'a' },
    ])
    expect(documents.get(one, 'c', 'a')).toBeUndefined()
    expect(documents.get(two, 'c', 'b')).toEqual({})
  })

  it('are told as the difference alone after they were held', () => {
    documents.set(one, 'c', 'same', { x: 1 })
    documents.set(one, 'c', 'changes', { x: 1 })
    documents.set(one, 'c', 'goes', { x: 1 })
    frames()
    documents.hold()
    documents.removeAll(one)
    documents.set(two, 'c', 'same', { x: 1 })
    documents.set(two, 'c', 'changes', { x: 2 })
    documents.set(two, 'c', 'comes', { x: 1 })
    expect(said).toEqual([])
    documents.release()
    expect(frames()).toEqual([
      { msg: 'changed', collection: 'c', id: 'changes', fields: { x: 2 } },
      { msg: 'removed', collection: 'c', id: 'goes' },
      { msg: 'added', collection: 'c', id: 'comes', fields: { x: 1 } },
    ])
  })
})
