// Methods that write to streams. One stream takes what clients write; the others have a method all the same, which does
// nothing and says nothing, as Rocket.Chat's do where writing is not allowed.

import * as facts from 'quindar/protocol'
import * as v from 'valibot'
import { defineMethod, type Method } from './method.ts'
import { versionsOf } from './versions.ts'

const LONGEST_EVENT = 256

const writing = v.tupleWithRest([v.pipe(v.string(), v.maxLength(LONGEST_EVENT))], v.unknown())

export const streamNotifyRoom = defineMethod({
  name: facts.streamNotifyRoom.name,
  params: writing,
  who: 'anyone',
  rate: 'stream',
  versions: versionsOf(facts.streamNotifyRoom),
  async run({ domain, user, session }, key, ...args) {
    const slash = key.indexOf('/')
    if (slash < 1) return
    await domain.activity.write({
      user,
      sessionId: session?.id,
      roomId: key.slice(0, slash),
      event: key.slice(slash + 1),
      args,
    })
  },
})

/** Who reads these hears the server alone. */
export const closedStreams: readonly Method[] = [...facts.STREAMS.values()]
  .filter(({ name }) => `stream-${name}` !== facts.streamNotifyRoom.name)
  .map((stream) =>
    defineMethod({
      name: `stream-${stream.name}`,
      params: writing,
      who: 'anyone',
      rate: 'stream',
      versions: versionsOf(stream),
      run: () => undefined,
    }),
  )
