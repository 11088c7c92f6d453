// The words of the chat page in English. Which words there are is said here; the other languages have the same.
import type { TroubleKind } from '../model/trouble.ts'

/** Why, and what to do next. */
const troubles: Readonly<Record<TroubleKind, string>> = {
  wrongPassword: 'No user with this name and password. Check both and try again.',
  unreachable: 'The server cannot be reached. Check your network and that the server runs, then try again.',
  sessionExpired: 'Your session has ended. Log in again to go on; nothing you wrote is lost.',
  twoFactor:
    'The server wants a second factor for this, which this page has no place for. Do it in Rocket.Chat itself.',
  secondFactorWrong:
    'None of the codes was right. Check that the clock of the device that makes them is right, then log in again.',
  secondFactorLocked: 'Too many wrong codes: the server takes none for some minutes. Log in again after that.',
  loginRefused: 'The server does not let this account in. Ask whoever runs it.',
  connectionLost: 'The connection broke before the server answered. Look whether it was done, then try again.',
  timeout: 'The server did not answer in time. Look whether it was done, then try again.',
  noAnswer: 'The server did not answer in time. Try again.',
  rateLimit: 'That was too often for this server.',
  denied: 'The server does not let you read this. Ask somebody who is in it to invite you.',
  notAllowed: 'The server does not allow you to do this.',
  tooLong: 'The message is too long for this server. Make it shorter or send it in parts.',
  muted: 'You have been muted in this room. Ask its moderators.',
  blocked: 'One of you has blocked the other, so nothing can be sent here.',
  nameTaken: 'There is a room of this name already. Choose another name.',
  nameInvalid: 'A room name has letters, digits, dots, dashes and underscores only. Choose another name.',
  noSuchUser: 'There is nobody of this name. Check the spelling.',
  noSuchRoom: 'This room does not exist, or not for you.',
  codeWrong: 'This room asks for a code to join, which this page cannot give.',
  editTooLate: 'It is too late to change this message.',
  lastOwner: 'You are the last owner of this room. Make somebody else its owner first.',
  refused: 'The server refused it.',
  unknown: 'Something went wrong. Try again; if it stays so, reload the page.',
}

/** So many minutes, roughly. */
function span(minutes: number): string {
  if (minutes < 90) return `${minutes} minutes`
  const hours = Math.round(minutes / 60)
  return hours < 48 ? `${hours} hours` : `${Math.round(hours / 24)} days`
}

export const en = {
  troubles,
  serverSays: (detail: string) => `The server says: ${detail}`,
  waitSeconds: (seconds: number) => `Try again in ${seconds} s.`,
  tryAgain: 'Try again',
  dismiss: 'Dismiss',
  close: 'Close',
  cancel: 'Cancel',

  login: {
    title: 'Log in to Quindar',
    lead: 'Chat over Rocket.Chat’s Realtime API.',
    user: 'Username or e-mail',
    password: 'Password',
    submit: 'Log in',
    busy: 'Logging in…',
    required: 'Type your username and your password.',
    demo: 'This is a demo: log in as alice, bob or carol. The password is the name.',
  },
  secondFactor: {
    title: 'One more step',
    leads: {
      totp: (user: string) => `Type the code that your authenticator shows for ${user}.`,
      email: (user: string) => `Type the code that was mailed to ${user}.`,
      password: (user: string) => `Type the password of ${user} once more.`,
    },
    code: 'Code',
    password: 'Password',
    backup: 'No authenticator at hand? One of your backup codes does as well, once.',
    mailed: (until: string) =>
      until ? `The code was just sent; it counts until ${until}.` : 'The code was just sent.',
    mailedBefore: (until: string) =>
      until
        ? `A code that was sent before still counts, until ${until}.`
        : 'A code that was sent before still counts. If you have none, have another sent.',
    another: 'Send another code',
    sending: 'Sending…',
    sent: 'Another code is on its way. The one before does not count any more.',
    wrong: {
      totp: 'This code is wrong, or too old by now. Type the one that is shown now.',
      email: 'This code is wrong, or too old by now. Type the newest one, or have another sent.',
      password: 'This password is wrong.',
    },
    required: 'Type the code.',
    submit: 'Confirm',
    checking: 'Checking…',
    back: 'Back',
  },
  notDurable: 'This browser keeps nothing for this page, so you will have to log in again after a reload.',

  notices: {
    storage:
      'This browser keeps nothing for this page: its storage is full, or it is a private window. Chat on, but copy what you are writing before you reload.',
    clock: (minutes: number) =>
      `The clock of this device is ${span(Math.abs(minutes))} ${minutes > 0 ? 'ahead' : 'behind'}. Nothing gets lost, but times on this page look odd: set the clock.`,
    slowed: (seconds: number) =>
      seconds > 0
        ? `The server wants it slower: your messages go out in ${seconds} s, in their order.`
        : 'The server wants it slower: your messages go out soon, in their order.',
  },

  link: {
    connecting: 'Connecting…',
    again: 'Reconnecting…',
    waiting: (seconds: number) =>
      seconds > 0 ? `No connection. Trying again in ${seconds} s.` : 'No connection. Trying again…',
    kept: 'What you send now goes out when it is back.',
    retryNow: 'Retry now',
  },

  rooms: {
    label: 'Rooms',
    channels: 'Channels',
    directs: 'Direct messages',
    loading: 'Loading your rooms…',
    empty: 'You are in no room yet.',
    start: 'New conversation',
    find: 'Find or start a chat',
    draft: 'Draft',
    unread: (count: number) => (count === 1 ? '1 unread' : `${count} unread`),
    mentions: (count: number) => (count === 1 ? '1 mention' : `${count} mentions`),
    group: 'private',
    pick: 'Choose a room on the left, or start a conversation.',
    pickNone: 'Find a channel to join, write to somebody, or make a room of your own.',
    logout: 'Log out',
    loggedInAs: (name: string) => `Logged in as ${name}`,
  },
  statuses: { online: 'online', away: 'away', busy: 'busy', offline: 'offline' },

  starter: {
    title: 'Find or start a chat',
    field: 'Name of a room or a person',
    hint: '# for channels only, @ for people only',
    join: 'Join',
    openIt: 'Open',
    createChannel: (name: string) => `Create the channel #${name}`,
    createGroup: (name: string) => `Create the private group ${name}`,
    message: (name: string) => `Write to @${name}`,
    everybody: 'Everybody on this server can find and join it',
    invited: 'Only people you invite see it',
    nothing: 'Nothing of that name. Type a name to create it.',
    loading: 'Looking for channels…',
    results: 'Conversations',
  },

  room: {
    back: 'Back to the rooms',
    members: (count: number) => (count === 1 ? '1 member' : `${count} members`),
    loading: 'Opening the room…',
    loadingOlder: 'Loading older messages…',
    beginningOf: (name: string) => `This is the beginning of ${name}.`,
    empty: 'Nobody has said anything yet. Say hello!',
    messages: 'Messages',
    newMessages: 'New',
    below: (count: number) => `${count} new`,
    toEnd: 'To the newest message',
    gap: 'Messages may be missing here.',
    closeGap: 'Load them',
    closingGap: 'Loading what was missed…',
    typing: (names: readonly string[]) =>
      names.length === 1
        ? `${names[0]} is typing…`
        : names.length === 2
          ? `${names[0]} and ${names[1]} are typing…`
          : 'Several people are typing…',
    encrypted: 'This room is encrypted; this page cannot read it.',
    archived: 'This room is archived: its messages stay, and nothing new can be written.',
    readOnly: 'Only some may write here. Ask an owner or a moderator of the room if you need to.',
    notMember:
      'You are not in this room. Ask somebody who is in it to invite you; a public channel you find and join with Ctrl+K.',
    yourDraft: 'You had written:',
    silenced: 'You cannot write here: you were muted, or one of you has blocked the other. Ask a moderator.',
  },

  message: {
    edited: 'edited',
    sending: 'Sending…',
    failed: 'Not sent.',
    retry: 'Retry',
    editFailed: 'Edit',
    discard: 'Delete',
    react: 'React',
    edit: 'Edit',
    remove: 'Delete',
    actions: 'Message actions',
    removed: 'Message deleted',
    showMore: 'Show all',
    showLess: 'Show less',
    copyCode: 'Copy',
    copied: 'Copied',
    copyFailed: 'The browser does not let this page copy. Select the text and copy it by hand.',
    code: (language: string | undefined) => (language ? `Code, ${language}` : 'Code'),
    replyTo: (name: string) => `In reply to ${name}`,
    inThread: 'In a thread',
    spoiler: 'Show the spoiler',
    done: 'done',
    notDone: 'not done',
    reactions: 'Reactions',
    reaction: (emoji: string, names: string) => `${emoji}: ${names}`,
    you: 'you',
    more: (count: number) => `+${count}`,
    showReactions: (count: number) => `Show ${count} more reactions`,
    encrypted: 'Encrypted message',
    says: (name: string, time: string) => `${name}, ${time}`,
    attachment: 'Attachment',
    picture: 'Picture',
    colour: (text: string) => `Colour ${text}`,
  },

  picker: {
    title: 'React with',
    search: 'Search emoji',
    nothing: 'No emoji of that name.',
  },

  mentioning: {
    label: 'Whom you may mean',
    found: (count: number) =>
      count === 1 ? '1 name: Enter takes it' : `${count} names: arrows choose, Enter takes one`,
    everybody: { all: 'everybody in the room', here: 'everybody who is online' },
  },

  removing: {
    title: 'Delete this message?',
    lead: 'It goes away for everybody. This cannot be undone.',
    confirm: 'Delete',
  },

  composer: {
    label: (room: string) => `Message to ${room}`,
    placeholder: (room: string) => `Message ${room}`,
    send: 'Send',
    editing: 'You are changing a message.',
    save: 'Save',
    keys: 'Enter sends, Shift+Enter begins a new line',
    keysEditing: 'Enter saves, Esc leaves it as it was',
  },

  system: {
    uj: 'joined the room',
    ul: 'left the room',
    ut: 'joined the room',
    ujt: 'joined the team',
    ult: 'left the team',
    au: (text: string) => `added ${text}`,
    ru: (text: string) => `removed ${text}`,
    r: (text: string) => `renamed the room to ${text}`,
    room_changed_topic: (text: string) => (text ? `set the topic to “${text}”` : 'removed the topic'),
    room_changed_description: (text: string) => `set the description to “${text}”`,
    room_changed_announcement: (text: string) => `set the announcement to “${text}”`,
    room_changed_privacy: (text: string) => `made the room ${text}`,
    room_changed_avatar: 'changed the picture of the room',
    'room-archived': 'archived the room',
    'room-unarchived': 'brought the room back from the archive',
    'room-set-read-only': 'made the room read only',
    'room-removed-read-only': 'made the room writable',
    'user-muted': (text: string) => `muted ${text}`,
    'user-unmuted': (text: string) => `unmuted ${text}`,
    message_pinned: 'pinned a message',
    'discussion-created': (text: string) => `began the discussion “${text}”`,
    videoconf: 'began a video call',
  },
  systemOther: (type: string) => `changed something (${type})`,
}

export type ChatWords = typeof en
