// The methods that may be sent again after a drop without asking: they only read, or set what is then already set.
// Source: what each does, PROTOCOL.md. `load…` and `getRoom…` read in every version; what is not here is sent once.

export const SAFE_METHODS =
  /^(rooms|subscriptions|messages)\/get$|^load|^getRoom|^(getUsersOfRoom|readMessages|spotlight)$|^UserPresence:/
