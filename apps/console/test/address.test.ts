// Whatever somebody types as a server's address means one server, or one sentence says why not.
import { describe, expect, it } from 'vitest'
import { readAddress } from '../model/address.ts'

const PLAIN = 'http://localhost:3000/console'
const TLS = 'https://demo.example/console'
const at = (socket: string, http: string): unknown => ({ socket, http })

describe('an address', () => {
  it.each([
    ['https://chat.example.com', at('wss://chat.example.com/websocket', 'https://chat.example.com')],
    ['https://chat.example.com/', at('wss://chat.example.com/websocket', 'https://chat.example.com')],
    ['wss://chat.example.com/websocket', at('wss://chat.example.com/websocket', 'https://chat.example.com')],
    ['wss://chat.example.com/websocket/', at('wss://chat.example.com/websocket', 'https://chat.example.com')],
    ['https://example.com/chat/', at('wss://example.com/chat/websocket', 'https://example.com/chat')],
    ['  http://10.0.0.5:3000 ', at('ws://10.0.0.5:3000/websocket', 'http://10.0.0.5:3000')],
    ['chat.example.com', at('wss://chat.example.com/websocket', 'https://chat.example.com')],
    ['chat.example.com:8443/rc', at('wss://chat.example.com:8443/rc/websocket', 'https://chat.example.com:8443/rc')],
    ['localhost:4000', at('ws://localhost:4000/websocket', 'http://localhost:4000')],
    ['192.168.1.9:3000', at('ws://192.168.1.9:3000/websocket', 'http://192.168.1.9:3000')],
    ['[::1]:3000', at('ws://[::1]:3000/websocket', 'http://[::1]:3000')],
    ['chat', at('ws://chat/websocket', 'http://chat')],
  ])('%j is read from a plain page', (typed, address) => {
    expect(readAddress(typed, PLAIN)).toEqual(address)
  })

  it.each([
    ['', 'empty'],
    ['   ', 'empty'],
    ['https://', 'unreadable'],
    ['http://a b', 'unreadable'],
    ['ftp://chat.example.com', 'scheme'],
    ['https://bob:secret@chat.example.com', 'credentials'],
    ['https://chat.example.com/#general', 'fragment'],
  ])('%j is none: %s', (typed, problem) => {
    expect(readAddress(typed, PLAIN)).toBe(problem)
  })

  it('from a page over https is not plain, but for this machine', () => {
    expect(readAddress('http://chat.example.com', TLS)).toBe('mixed')
    expect(readAddress('ws://192.168.1.9:3000', TLS)).toBe('mixed')
    expect(readAddress('ws://localhost:3000', TLS)).toEqual(
      at('ws://localhost:3000/websocket', 'http://localhost:3000'),
    )
    expect(readAddress('ws://127.0.0.2:3000', TLS)).toEqual(
      at('ws://127.0.0.2:3000/websocket', 'http://127.0.0.2:3000'),
    )
    expect(readAddress('demo.example', TLS)).toEqual(at('wss://demo.example/websocket', 'https://demo.example'))
  })

  it("without a scheme is as the page is when it is the page's own host", () => {
    expect(readAddress('chat.lan.example', 'http://chat.lan.example/console')).toEqual(
      at('ws://chat.lan.example/websocket', 'http://chat.lan.example'),
    )
  })
})
