// The methods that may be sent again after a drop without asking: they only read, or set what is then already set.
// Source: what each does, PROTOCOL.md; a method that is not here is sent once.

export const SAFE_METHODS =
  /^((room|subscription)s\/get|messages\/get|load(History|(Missed|Next|Surrounding)Messages)|getRoom(ByTypeAndName|ById|IdByNameOrId|NameById)|get(UsersOfRoom|Messages|SingleMessage|Thread(Messages|sList)|ChannelHistory)|readMessages|createDirectMessage|spotlight|browseChannels|channelsList|UserPresence:(online|away))$/
