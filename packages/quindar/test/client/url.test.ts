import { expect, test } from 'vitest'
import { ConnectionError } from 'quindar'
import { parseServerUrl } from '../../src/client/connection/url.ts'

test.each([
  ['http://localhost:3000', 'ws://localhost:3000/websocket', 'http://localhost:3000'],
  ['https://chat.example.com', 'wss://chat.example.com/websocket', 'https://chat.example.com'],
  ['https://chat.example.com/', 'wss://chat.example.com/websocket', 'https://chat.example.com'],
  ['https://chat.example.com//', 'wss://chat.example.com/websocket', 'https://chat.example.com'],
  ['wss://chat.example.com/websocket', 'wss://chat.example.com/websocket', 'https://chat.example.com'],
  ['ws://localhost:3000/websocket/', 'ws://localhost:3000/websocket', 'http://localhost:3000'],
  ['https://example.com/chat', 'wss://example.com/chat/websocket', 'https://example.com/chat'],
  ['https://example.com/chat/websocket', 'wss://example.com/chat/websocket', 'https://example.com/chat'],
  ['https://example.com/chat//websocket/', 'wss://example.com/chat/websocket', 'https://example.com/chat'],
  ['  HTTPS://example.com?x=1#y ', 'wss://example.com/websocket', 'https://example.com'],
  ['WSS://example.com/a/b/?x', 'wss://example.com/a/b/websocket', 'https://example.com/a/b'],
  ['https://mywebsocket', 'wss://mywebsocket/websocket', 'https://mywebsocket'],
  ['https://example.com/mywebsocket', 'wss://example.com/mywebsocket/websocket', 'https://example.com/mywebsocket'],
  ['http://[::1]:3000', 'ws://[::1]:3000/websocket', 'http://[::1]:3000'],
])('%s is the server at %s', (address, socket, http) => {
  expect(parseServerUrl(address)).toEqual({ socket, http })
})

test.each([
  '',
  'chat.example.com',
  'ftp://example.com',
  'https://',
  'https://a b',
  'https://host:99999',
  'httpss://x',
  'xhttps://x',
])('"%s" is no address', (address) => {
  expect(() => parseServerUrl(address)).toThrow(ConnectionError)
  expect(() => parseServerUrl(address)).toThrow(
    `"${address}" is no address of a server: write it like https://chat.example.com`,
  )
})
