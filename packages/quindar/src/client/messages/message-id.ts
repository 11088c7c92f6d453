// Ids of messages that this client sends: 17 characters that nobody mistakes for one another, as Meteor makes them.

const ALPHABET = '23456789ABCDEFGHJKLMNPQRSTWXYZabcdefghijkmnopqrstuvwxyz'

export function messageId(random: () => number): string {
  let id = ''
  while (id.length < 17) id += ALPHABET[Math.floor(random() * ALPHABET.length)]
  return id
}
