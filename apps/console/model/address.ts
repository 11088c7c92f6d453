// What somebody typed as the address of a server: where its socket and its REST API are, or what is wrong with it.

/** Where a server is. */
export interface Address {
  /** `wss://host/prefix/websocket` */
  readonly socket: string
  /** `https://host/prefix`, without a slash at its end. */
  readonly http: string
}

/**
 * Why there is none. `mixed`: a page that came over https may not open a plain socket; `scheme`: neither http(s) nor
 * ws(s); `fragment`: sockets know no `#`.
 */
export type AddressProblem = 'empty' | 'unreadable' | 'scheme' | 'credentials' | 'fragment' | 'mixed'

/** @param page The page's own address: it decides what may be opened, and what an address without a scheme means. */
export function readAddress(typed: string, page: string): Address | AddressProblem {
  const text = typed.trim()
  if (text === '') return 'empty'
  const complete = /^[a-z][a-z0-9+.-]*:\/\//i.test(text) ? text : `${schemeFor(text, page)}://${text}`
  if (!URL.canParse(complete)) return 'unreadable'
  const url = new URL(complete)
  const tls = /^(?:http|ws)(s?):$/.exec(url.protocol)?.[1]
  if (tls === undefined) return 'scheme'
  if (url.username !== '' || url.password !== '') return 'credentials'
  if (url.hash !== '') return 'fragment'
  if (tls === '' && page.startsWith('https:') && !isThisMachine(url.hostname)) return 'mixed'
  const site = `${url.host}${url.pathname.replace(/(\/+websocket)?\/*$/, '')}`
  return { socket: `ws${tls}://${site}/websocket`, http: `http${tls}://${site}` }
}

/** `localhost:3000` is plain, `chat.example.com` is not, and the page's own host is as the page is. */
function schemeFor(text: string, page: string): 'http' | 'https' {
  const host = text.split(/[/?#]/, 1)[0] ?? ''
  if (URL.canParse(page) && new URL(page).host === host) return page.startsWith('https:') ? 'https' : 'http'
  const name = host.replace(/:\d+$/, '')
  return isThisMachine(name) || /^\d+(\.\d+){3}$|^\[/.test(name) || !name.includes('.') ? 'http' : 'https'
}

/** Browsers let pages over https talk to it plainly. */
function isThisMachine(hostname: string): boolean {
  return (
    hostname === 'localhost' || hostname.endsWith('.localhost') || hostname === '[::1]' || hostname.startsWith('127.')
  )
}
