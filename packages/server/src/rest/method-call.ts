// Methods by REST: the frame that DDP would have carried, as a text in the body, and the answer's frame as a text in the
// answer. Since 8.0 Rocket.Chat's own client calls almost everything this way.

import * as facts from 'quindar/protocol'
import * as v from 'valibot'
import { callMethod, proofIn, versionsOf } from '../methods/index.ts'
import { wireError } from '../wire/error.ts'
import { defineRoute, type RouteContext, type RouteResult } from './route.ts'
import { anything } from './schemas.ts'

const body = v.strictObject({ message: v.string() })

export const methodCall = defineRoute({
  method: facts.methodCall.verb,
  path: facts.methodCall.path,
  who: 'user',
  rate: 'method',
  versions: versionsOf(facts.methodCall),
  query: anything,
  body,
  run: (context, input) => callByText(context, input.body.message, proofIn(input.headers)),
})

export const methodCallAnon = defineRoute({
  method: facts.methodCallAnon.verb,
  path: facts.methodCallAnon.path,
  who: 'anyone',
  rate: 'method',
  versions: versionsOf(facts.methodCallAnon),
  query: anything,
  body,
  run: (context, input) => callByText(context, input.body.message, proofIn(input.headers)),
})

/** The name that counts is the one in the text; the one in the path is for logs. */
async function callByText(
  context: RouteContext,
  text: string,
  proof: ReturnType<typeof proofIn>,
): Promise<RouteResult> {
  const frame = facts.parseClientFrame(text)
  if (frame instanceof facts.ProtocolError || frame.msg !== 'method') {
    return {
      status: 400,
      body: { success: false, error: 'Invalid message [invalid-params]', errorType: 'invalid-params' },
    }
  }
  const { domain, methods, report, user, tokenHash, remoteAddress, connectionId } = context
  try {
    const result = await callMethod(methods, {
      domain,
      user,
      tokenHash,
      remoteAddress,
      connectionId,
      session: undefined,
      proof,
      name: frame.method,
      params: frame.params ?? [],
    })
    return { body: { message: facts.encode({ msg: 'result', id: frame.id, result }), success: true } }
  } catch (error) {
    const message = facts.encode({ msg: 'result', id: frame.id, error: wireError(error, report) })
    // Up to Rocket.Chat 7 the call went well, whatever became of the method.
    if (!domain.edition.habits.methodCallFails) return { body: { message, success: true } }
    return { status: 400, body: { message, success: false } }
  }
}
