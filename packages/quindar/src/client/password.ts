// The digest of a password, on its own because only who logs in with one needs it.
export { sha256 } from '../protocol/index.ts'
