// The methods that REST can stand in for, with the major release from which on they are gone, or announced to be: from
// there on REST is asked first. A test holds it to the tables of the protocol; here it is small, because each client loads it.

const STAYS = Infinity

export const GONE_FROM: { readonly [method: string]: number | undefined } = {
  deleteMessage: 7,
  setReaction: 8,
  sendMessage: 9,
  updateMessage: 9,
  readMessages: 9,
  getThreadsList: 9,
  messageSearch: 9,
  leaveRoom: 9,
  createChannel: 9,
  createPrivateGroup: 9,
  createDirectMessage: 9,
  getUsersOfRoom: 9,
  loadHistory: STAYS,
  pinMessage: 9,
  unpinMessage: 9,
  starMessage: 9,
  followMessage: 9,
  unfollowMessage: 9,
  toggleFavorite: 9,
  hideRoom: 9,
  openRoom: 9,
  spotlight: STAYS,
  'rooms/get': STAYS,
  'subscriptions/get': STAYS,
  getRoomIdByNameOrId: STAYS,
  joinRoom: STAYS,
}
