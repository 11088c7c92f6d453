// Why a server could not be looked at, in a sentence that says what to do.

/**
 * `address`: what was typed is none. `nobody`: nothing answers there. `tls`: it answers, and the certificate or the scheme
 * is wrong. `stranger`: something answers that is no Rocket.Chat. `upgrade`: a Rocket.Chat answers, and the way of its
 * socket is blocked.
 */
export type TroubleKind = 'address' | 'nobody' | 'tls' | 'stranger' | 'upgrade'

export class Trouble extends Error {
  override readonly name = 'Trouble'
  readonly kind: TroubleKind
  constructor(kind: TroubleKind, sentence: string, cause?: unknown) {
    super(sentence, cause === undefined ? {} : { cause })
    this.kind = kind
  }
}

/** By the codes of Node's DNS, TCP and TLS. */
export function troubleOf(error: unknown, site: string): Trouble {
  const { protocol, host, hostname, port } = new URL(site)
  const code = codeOf(error)
  const isTls = protocol === 'https:'
  const at = `${hostname}:${port || (isTls ? 443 : 80)}`
  const say = (kind: TroubleKind, sentence: string): Trouble => new Trouble(kind, sentence, error)
  switch (code) {
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return say('nobody', `There is no host called ${hostname}: check the spelling, and that this machine is online.`)
    case 'ECONNREFUSED':
      return say('nobody', `Nothing listens at ${at}: does the server run, and is the port right?`)
    case 'EHOSTUNREACH':
    case 'ENETUNREACH':
      return say('nobody', `There is no way from here to ${hostname}: check the network, or a VPN that it needs.`)
    case 'UND_ERR_CONNECT_TIMEOUT':
    case 'UND_ERR_HEADERS_TIMEOUT':
    case 'ETIMEDOUT':
    case 'TimeoutError':
      return say('nobody', `No answer from ${at} in time: a firewall may swallow the connection, or the port is wrong.`)
    case 'CERT_HAS_EXPIRED':
      return say('tls', `The certificate of ${host} has expired: it has to be renewed there.`)
    case 'ERR_TLS_CERT_ALTNAME_INVALID':
      return say('tls', `The certificate that answers at ${at} is not for ${hostname}: use the name that it is for.`)
    case 'DEPTH_ZERO_SELF_SIGNED_CERT':
    case 'SELF_SIGNED_CERT_IN_CHAIN':
    case 'UNABLE_TO_VERIFY_LEAF_SIGNATURE':
    case 'UNABLE_TO_GET_ISSUER_CERT_LOCALLY':
      return say(
        'tls',
        `This machine does not trust the certificate of ${host} [${code}]: let the server send its whole chain, or name the authority in NODE_EXTRA_CA_CERTS. Browsers will not open its socket either.`,
      )
    case 'ERR_SSL_WRONG_VERSION_NUMBER':
    case 'ERR_SSL_PACKET_LENGTH_TOO_LONG':
    case 'EPROTO':
      return say('tls', `What answers at ${at} does not speak TLS: try http://${host}.`)
    case 'HPE_INVALID_CONSTANT':
    case 'HTTPParserError':
      return say('stranger', `What answers at ${at} does not speak HTTP: is that the port of the chat?`)
    case 'ECONNRESET':
    case 'UND_ERR_SOCKET':
      return say(
        'nobody',
        isTls
          ? `${at} hung up before it answered: try again, or http://${host} if it has no TLS.`
          : `${at} hung up before it answered: try https://${host}, if it wants TLS.`,
      )
    default:
      return say('nobody', `${host} cannot be reached${code === '' ? '' : ` [${code}]`}: check the address.`)
  }
}

/** Of the error, or of what was behind it. */
function codeOf(error: unknown): string {
  for (let cause = error, depth = 0; cause && depth < 5; depth++) {
    const {
      code,
      name,
      cause: next,
      errors,
    } = cause as {
      code?: unknown
      name?: unknown
      cause?: unknown
      errors?: unknown[]
    }
    if (typeof code === 'string') return code
    if (name === 'TimeoutError' || name === 'HTTPParserError') return name
    cause = next ?? errors?.[0]
  }
  return ''
}
