// A file as it comes in a form: what carries HTTP has read it, what it may be is the route's to judge.

export class UploadedFile {
  readonly name: string
  readonly type: string
  readonly bytes: Uint8Array
  constructor(name: string, type: string, bytes: Uint8Array) {
    this.name = name
    this.type = type
    this.bytes = bytes
  }
}
