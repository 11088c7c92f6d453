// The digest of a password where the browser has none: pages of plain `http://` in a LAN.
export { sha256 } from '../../protocol/index.ts'
