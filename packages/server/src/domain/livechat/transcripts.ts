// A chat as an e-mail: what was said, by whom and when, without what only programs read.

import type { Message } from '../entities.ts'
import type { Ground } from '../ground.ts'
import type { NewId } from '../ids.ts'
import type { SendMail } from '../mail.ts'
import { Refusal } from '../refusal.ts'
import { type Chats, visitorAuthor } from './chats.ts'
import type { Visitor } from './entities.ts'
import type { ChatNews } from './news.ts'

/** @throws Refusal `invalid-room`, `error-invalid-email`, `error-email-not-configured` */
export type SendTranscript = (visitor: Visitor, roomId: string, email: string) => Promise<void>

const MOST_MESSAGES = 10_000
const EMAIL = /^[^\s@<>",;]{1,64}@[^\s@<>",;]{1,190}$/

export function createTranscripts(
  { store, clock }: Ground,
  newId: NewId,
  chats: Pick<Chats, 'roomOf'>,
  news: Pick<ChatNews, 'noted'>,
  mail: SendMail | undefined,
): SendTranscript {
  return async (visitor, roomId, email) => {
    await chats.roomOf(visitor, roomId)
    if (!EMAIL.test(email)) throw new Refusal('error-invalid-email', `Invalid email ${email}`)
    if (!mail) {
      throw new Refusal(
        'error-email-not-configured',
        'This server cannot send e-mail: its operator has to set that up.',
      )
    }
    const messages = await store.history({ roomId, limit: MOST_MESSAGES, threads: true })
    const lines = messages.toReversed().flatMap(lineOf)
    await mail({ to: email, subject: 'Your conversation', text: `${lines.join('\n')}\n` })
    const note = {
      id: newId(),
      type: 'livechat_transcript_history',
      author: visitorAuthor(visitor),
      text: '',
      details: { requestData: { type: 'visitor', email } },
    } as const
    const noted = await store.noteInChat({ roomId, note, at: clock.now() })
    if (noted) news.noted(noted.room, noted.message)
  }
}

function lineOf({ type, sentAt, author, alias, text }: Message): readonly string[] {
  if (type !== undefined) return []
  return [`${new Date(sentAt).toISOString()}  ${alias ?? author.name}: ${text}`]
}
