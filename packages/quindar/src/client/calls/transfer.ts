// One request that tells how much of its body has left. In browsers only XMLHttpRequest knows that; elsewhere the body is
// handed out piece by piece, as the network takes it. Loaded with the first request that wants to know.
import type { Ports, UploadRequest } from '../ports.ts'

/** How much of a request has left, in bytes: the whole body, what a form puts around its file included. */
export interface Progress {
  /** Handed to the network. At the end it equals `total`; the server's answer is still to come then. */
  readonly sent: number
  readonly total: number
}

/** A request as `fetch` takes it, with its body. */
export interface Transfer extends RequestInit {
  readonly method: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: string | FormData
  readonly signal: AbortSignal
}

/** Resolves as `fetch` does; rejects with a `TypeError` where the server cannot be reached. */
export function transfer(
  ports: Pick<Ports, 'fetch' | 'random' | 'XMLHttpRequest'>,
  url: string,
  init: Transfer,
  onProgress: (progress: Progress) => void,
): Promise<Response> {
  const { XMLHttpRequest: Request } = ports
  return Request ? byRequest(new Request(), url, init, onProgress) : byStream(ports, url, init, onProgress)
}

/** Statuses whose answers must not have a body. */
const EMPTY = [204, 205, 304]

function byRequest(
  request: UploadRequest,
  url: string,
  { method, headers, body, signal }: Transfer,
  onProgress: (progress: Progress) => void,
): Promise<Response> {
  return new Promise((resolve, reject) => {
    const stop = (): void => request.abort()
    request.open(method, url)
    for (const [name, value] of Object.entries(headers)) request.setRequestHeader(name, value)
    // `load` comes when everything has left, also where a small body never was under way.
    request.upload.onprogress = request.upload.onload = ({ loaded: sent, total }) => onProgress({ sent, total })
    request.onload = () => {
      const { status } = request
      const answer = EMPTY.includes(status) ? null : request.responseText
      resolve(new Response(answer, { status, headers: headersOf(request.getAllResponseHeaders()) }))
    }
    request.onerror = () => reject(new TypeError('The request failed'))
    request.onabort = () => reject(signal.reason as Error)
    request.onloadend = () => signal.removeEventListener('abort', stop)
    signal.addEventListener('abort', stop)
    request.send(body)
  })
}

function headersOf(lines: string): [name: string, value: string][] {
  return lines.split('\r\n').flatMap((line) => {
    const colon = line.indexOf(':')
    return colon < 1 ? [] : [[line.slice(0, colon), line.slice(colon + 1).trim()]]
  })
}

function byStream(
  { fetch, random }: Pick<Ports, 'fetch' | 'random'>,
  url: string,
  { body, headers, ...init }: Transfer,
  onProgress: (progress: Progress) => void,
): Promise<Response> {
  const boundary = `quindar-${random().toString(36).slice(2)}`
  const isText = typeof body === 'string'
  const whole = isText ? new Blob([body]) : new Blob(partsOf(body, boundary))
  const total = whole.size
  let sent = 0
  const counted = new TransformStream<Uint8Array, Uint8Array>({
    transform(piece, controller) {
      controller.enqueue(piece)
      sent += piece.byteLength
      onProgress({ sent, total })
    },
  })
  return fetch(url, {
    ...init,
    headers: {
      ...headers,
      ...(!isText && { 'Content-Type': `multipart/form-data; boundary=${boundary}` }),
      'Content-Length': String(total),
    },
    body: whole.stream().pipeThrough(counted),
    // A body that is made while it is sent: `fetch` wants to be told.
    duplex: 'half',
  } as RequestInit)
}

/** A form as it is written; its files stay where they are. */
function partsOf(form: FormData, boundary: string): BlobPart[] {
  const parts = [...form].flatMap(([name, value]): BlobPart[] => {
    const head = `--${boundary}\r\nContent-Disposition: form-data; name="${quoted(name)}"`
    if (typeof value === 'string') return [`${head}\r\n\r\n${value}\r\n`]
    const type = value.type || 'application/octet-stream'
    return [`${head}; filename="${quoted(value.name)}"\r\nContent-Type: ${type}\r\n\r\n`, value, '\r\n']
  })
  return [...parts, `--${boundary}--\r\n`]
}

/** What would end a header is written as browsers write it. */
function quoted(name: string): string {
  return name.replaceAll('\r', '%0D').replaceAll('\n', '%0A').replaceAll('"', '%22')
}
