// Methods about messages: sending, changing, taking back, reacting, reading history.

import * as facts from 'quindar/protocol'
import * as v from 'valibot'
import { wireMessage } from '../wire/message.ts'
import { draftOf, openMessageBody, presentationOf, refuseUnlisted } from './message-body.ts'
import { defineMethod, requireUser } from './method.ts'
import { changedMessage, presentationIn } from './message-changes.ts'
import { addresses, id, maybe, name, time } from './parameters.ts'
import { versionsOf } from './versions.ts'

const PAGE = 20
const LONGEST_PAGE = 1_000

export const sendMessage = defineMethod({
  name: facts.sendMessage.name,
  // The addresses of the second parameter would get a preview; none is made here.
  params: v.tuple([openMessageBody, maybe(addresses)]),
  who: 'user',
  rate: 'send',
  versions: versionsOf(facts.sendMessage),
  async run(call, body) {
    refuseUnlisted(body, call.domain.edition.habits)
    const draft = { ...draftOf(body), presentation: presentationOf(body) }
    const message = await call.domain.messages.send(requireUser(call), draft)
    return wireMessage(message, call.domain.epoch)
  },
})

export const updateMessage = defineMethod({
  name: facts.updateMessage.name,
  params: v.tuple([changedMessage, maybe(addresses)]),
  who: 'user',
  rate: 'default',
  versions: versionsOf(facts.updateMessage),
  async run(call, changed) {
    const { messages, epoch } = call.domain
    await messages.edit(requireUser(call), changed._id, changed.msg, (message) =>
      presentationIn(changed, wireMessage(message, epoch)),
    )
  },
})

export const deleteMessage = defineMethod({
  name: facts.deleteMessage.name,
  params: v.tuple([v.looseObject({ _id: id })]),
  who: 'user',
  rate: 'default',
  versions: versionsOf(facts.deleteMessage),
  run: (call, { _id }) => call.domain.messages.remove(requireUser(call), _id),
})

export const setReaction = defineMethod({
  name: facts.setReaction.name,
  params: v.tuple([name, id, maybe(v.boolean())]),
  who: 'user',
  rate: 'default',
  versions: versionsOf(facts.setReaction),
  run: (call, emoji, messageId, wanted) => call.domain.messages.react(requireUser(call), messageId, emoji, wanted),
})

/** `ls` of old clients is an ISO text. */
const seen = v.union([
  time,
  v.pipe(
    v.string(),
    v.isoTimestamp(),
    v.transform((iso) => Date.parse(iso)),
  ),
])

export const loadHistory = defineMethod({
  name: facts.loadHistory.name,
  params: v.tuple([id, maybe(time), maybe(v.number()), maybe(seen), maybe(v.boolean())]),
  who: 'user',
  rate: 'default',
  versions: versionsOf(facts.loadHistory),
  async run({ domain, user }, roomId, before, limit, lastSeen, showThreads) {
    const page = await domain.messages.history(user, roomId, {
      ...(before !== undefined && { before }),
      ...(lastSeen !== undefined && { lastSeen }),
      limit: pageLength(limit),
      threads: showThreads ?? true,
    })
    if (!page) return false
    const { epoch } = domain
    return {
      messages: page.messages.map((message) => wireMessage(message, epoch)),
      ...(page.firstUnread && { firstUnread: wireMessage(page.firstUnread, epoch) }),
      unreadNotLoaded: page.unreadNotLoaded,
    }
  },
})

function pageLength(wanted: number | undefined): number {
  if (wanted === undefined || wanted < 1) return PAGE
  return Math.min(Math.floor(wanted), LONGEST_PAGE)
}
