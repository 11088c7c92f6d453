// The documents that a session's subscriptions publish, as its client sees them: two subscriptions may publish the same
// document, so a field is there as long as one of them holds it, and the first one's value counts. Meteor's word for
// it is merge box. While it is held (a login runs all subscriptions again), only the difference is sent in the end.

import { encode, stringifyEjson } from 'quindar/protocol'

export type Fields = Readonly<Record<string, unknown>>

interface Document {
  /** Who publishes it, oldest first, and what each of them says. */
  readonly holders: Map<object, Fields>
  /** What the client has; `undefined`: nothing yet. */
  sent: Fields | undefined
}

export class Documents {
  private readonly send: (text: string) => void
  private readonly collections = new Map<string, Map<string, Document>>()
  private isHeld = false

  constructor(send: (text: string) => void) {
    this.send = send
  }

  /** What `holder` says of a document from now on, all of it. */
  set(holder: object, collection: string, id: string, fields: Fields): void {
    let documents = this.collections.get(collection)
    if (!documents) this.collections.set(collection, (documents = new Map<string, Document>()))
    let document = documents.get(id)
    if (!document) documents.set(id, (document = { holders: new Map(), sent: undefined }))
    document.holders.set(holder, fields)
    this.tell(collection, id, document)
  }

  get(holder: object, collection: string, id: string): Fields | undefined {
    return this.collections.get(collection)?.get(id)?.holders.get(holder)
  }

  remove(holder: object, collection: string, id: string): void {
    const document = this.collections.get(collection)?.get(id)
    if (document?.holders.delete(holder)) this.tell(collection, id, document)
  }

  /** Everything that `holder` publishes is gone. */
  removeAll(holder: object): void {
    for (const [collection, documents] of this.collections) {
      for (const [id, document] of documents) {
        if (document.holders.delete(holder)) this.tell(collection, id, document)
      }
    }
  }

  /** Nothing is sent until `release`. */
  hold(): void {
    this.isHeld = true
  }

  release(): void {
    this.isHeld = false
    for (const [collection, documents] of this.collections) {
      for (const [id, document] of documents) this.tell(collection, id, document)
    }
  }

  private tell(collection: string, id: string, document: Document): void {
    if (this.isHeld) return
    const { sent } = document
    if (document.holders.size === 0) {
      this.collections.get(collection)?.delete(id)
      if (sent) this.send(encode({ msg: 'removed', collection, id }))
      return
    }
    const now = merged(document.holders.values())
    document.sent = now
    if (!sent) {
      const hasFields = Object.keys(now).length > 0
      this.send(encode({ msg: 'added', collection, id, ...(hasFields && { fields: now }) }))
      return
    }
    const fields: Record<string, unknown> = {}
    for (const [key, value] of Object.entries(now)) {
      if (!Object.hasOwn(sent, key) || stringifyEjson(sent[key]) !== stringifyEjson(value)) fields[key] = value
    }
    const cleared = Object.keys(sent).filter((key) => !Object.hasOwn(now, key))
    const hasFields = Object.keys(fields).length > 0
    if (!hasFields && cleared.length === 0) return
    this.send(
      encode({ msg: 'changed', collection, id, ...(hasFields && { fields }), ...(cleared.length > 0 && { cleared }) }),
    )
  }
}

/** The first holder's value of a field counts. A field that is `undefined` is not there. */
function merged(all: Iterable<Fields>): Fields {
  const result: Record<string, unknown> = {}
  for (const fields of all) {
    for (const [key, value] of Object.entries(fields)) {
      if (value !== undefined && !Object.hasOwn(result, key)) result[key] = value
    }
  }
  return result
}
