// Quotes: a message that links to another one shows it, as far as its author may read that. Clients write such a link
// without words before their text: `[ ](https://chat.example.com/channel/general?msg=ID) yes`.
//
// What is shown is what the message said then: who edits or deletes it changes no quote. So it is in Rocket.Chat.

import type { Access } from './access.ts'
import type { Message, User } from './entities.ts'
import type { Ground } from './ground.ts'

/** More than so many are links like others. */
const MOST_QUOTES = 10
/** Links without words at the head of a text. */
const EMPTY_LINKS = /^(\[ ?\]\([^\s)]*\)\s*)+/

/** The quotes of a text as attachments, in the wire's words like those that clients send. */
export type Quotes = (author: User, urls: readonly string[]) => Promise<readonly unknown[]>

export function createQuotes({ store }: Pick<Ground, 'store'>, access: Pick<Access, 'readableRoom'>): Quotes {
  return async (author, urls) => {
    const links = urls.flatMap((url) => {
      const messageId = URL.canParse(url) ? new URL(url).searchParams.get('msg') : null
      return messageId ? { url, messageId } : []
    })
    const quotes = await Promise.all(
      links.slice(0, MOST_QUOTES).map(async ({ url, messageId }) => {
        const message = await store.message({ id: messageId })
        const isSaid = message && message.type === undefined
        return isSaid && (await access.readableRoom(author, message.roomId)) ? quote(message, url) : undefined
      }),
    )
    return quotes.filter((found) => found !== undefined)
  }
}

function quote({ text, alias, author, sentAt, attachments = [] }: Message, url: string) {
  return {
    text: text.replace(EMPTY_LINKS, ''),
    author_name: alias ?? author.username,
    message_link: url,
    ts: new Date(sentAt).toISOString(),
    // A quote of a quote stops here.
    attachments: attachments.filter((attachment) => !(attachment as { message_link?: unknown }).message_link),
  }
}
