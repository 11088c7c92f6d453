// What the server asks of its storage about proving who one is, beside passwords and login tokens: the second factor,
// tokens that programs log in with, tokens that log in once. Part of the port. Secrets of strength are kept as hashes; a
// second factor's secret has to be read to be compared.

/** A user's second factor: what his authenticator and this server both know. */
export interface SecondFactorState {
  /** In base32. Absent while it is only being set up. */
  readonly secret?: string
  /** One that has not been confirmed yet. */
  readonly pendingSecret?: string
  /** Hashes of the codes for a lost authenticator; each works once. */
  readonly backupHashes: readonly string[]
  /** Codes by mail are one too. */
  readonly email?: true
}

/** A token that a user made for a program: it never expires. */
export interface AccessToken {
  readonly name: string
  readonly tokenHash: string
  /** The end of the token, by which its owner knows it again. */
  readonly lastPart: string
  readonly bypassesSecondFactor: boolean
  readonly createdAt: number
}

export interface AccountWrites {
  /** `null` takes it away. */
  setSecondFactor: [{ userId: string; factor: SecondFactorState | null }, void]
  /** `spent: false`: there is no such code, or it has been used. */
  spendBackupCode: [{ userId: string; codeHash: string }, { spent: boolean; left: number }]
  /** It is a login token too, and goes with all of the user's login tokens. */
  addAccessToken: [{ userId: string; token: AccessToken; expiresAt: number }, { outcome: 'added' | 'name-taken' }]
  /** Answers the hash of the token that is no more. */
  removeAccessToken: [{ userId: string; name: string }, { tokenHash: string | undefined }]
  /** Sweeps those that have expired at `at`. */
  addOneShotToken: [{ userId: string; tokenHash: string; expiresAt: number; at: number }, void]
  /** Whose it was, if it was there and not too old; it is gone then. */
  takeOneShotToken: [{ tokenHash: string; at: number }, { userId: string | undefined }]
}

export interface AccountReads {
  /** For the domain's authentication alone: nobody else reads secrets. */
  secondFactor: [{ userId: string }, SecondFactorState | undefined]
  /** By name. */
  accessTokens: [{ userId: string }, readonly AccessToken[]]
}
