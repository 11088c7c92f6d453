// A certificate that nobody has signed but its owner, made here and now: for servers whose TLS a browser does not trust.
// DER is written by hand, because Node reads certificates and makes none.
import { createHash, createPublicKey, generateKeyPairSync, sign } from 'node:crypto'

export interface SelfSigned {
  /** As `https.createServer` takes them. */
  readonly key: string
  readonly cert: string
  /** SHA-256 of the public key, base64: Chromium trusts it by `--ignore-certificate-errors-spki-list`. */
  readonly fingerprint: string
}

/** For servers on 127.0.0.1, as long as anybody will run this; or one that ran out long ago. */
export function selfSigned({ expired = false }: { readonly expired?: boolean } = {}): SelfSigned {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const spki = publicKey.export({ type: 'spki', format: 'der' })
  const algorithm = sequence(objectId(0x2a, 0x86, 0x48, 0xce, 0x3d, 0x04, 0x03, 0x02))
  const name = sequence(set(sequence(objectId(0x55, 0x04, 0x03), value(0x0c, Buffer.from('Quindar tests')))))
  const names = sequence(value(0x87, Buffer.from([127, 0, 0, 1])))
  const extension = sequence(objectId(0x55, 0x1d, 0x11), value(0x04, names))
  const body = sequence(
    value(0xa0, integer(2)),
    integer(1),
    algorithm,
    name,
    sequence(time('000101000000Z'), time(expired ? '010101000000Z' : '491231000000Z')),
    name,
    spki,
    value(0xa3, sequence(extension)),
  )
  const signature = sign('sha256', body, privateKey)
  const certificate = sequence(body, algorithm, value(0x03, Buffer.concat([Buffer.from([0]), signature])))
  return {
    key: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    cert: `-----BEGIN CERTIFICATE-----\n${certificate.toString('base64').replace(/.{64}/g, '$&\n')}\n-----END CERTIFICATE-----\n`,
    fingerprint: createHash('sha256')
      .update(createPublicKey(privateKey).export({ type: 'spki', format: 'der' }))
      .digest('base64'),
  }
}

function value(tag: number, content: Buffer): Buffer {
  const { length } = content
  const size = length < 128 ? [length] : length < 256 ? [0x81, length] : [0x82, length >> 8, length & 255]
  return Buffer.concat([Buffer.from([tag, ...size]), content])
}

const sequence = (...parts: readonly Buffer[]): Buffer => value(0x30, Buffer.concat(parts))
const set = (part: Buffer): Buffer => value(0x31, part)
const integer = (number: number): Buffer => value(0x02, Buffer.from([number]))
const objectId = (...bytes: readonly number[]): Buffer => value(0x06, Buffer.from(bytes))
/** As `YYMMDDhhmmssZ`. */
const time = (text: string): Buffer => value(0x17, Buffer.from(text))
