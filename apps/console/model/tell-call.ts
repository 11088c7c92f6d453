// What became of a call of the livechat script, in a sentence: that it has left this release is no fault of the reader.
import type { ConsoleWords } from '../words/en.ts'
import type { LivechatWords } from '../words/en-livechat.ts'
import type { LivechatCall } from './livechat-calls.table.ts'
import type { CallFacts } from './livechat-facts.ts'
import type { Outcome } from './request.ts'
import { tellOutcome } from './tell.ts'

export function tellCall(
  outcome: Outcome,
  { frame }: LivechatCall,
  { instead }: CallFacts,
  livechat: LivechatWords,
  words: ConsoleWords,
): string {
  if (outcome.kind === 'answered' && frame === 'connect') return livechat.connected
  if (outcome.kind === 'answered' && frame === 'sub') return livechat.ready
  const error = outcome.kind === 'refused' && outcome.frame.msg === 'result' ? outcome.frame.error : undefined
  if (error?.error === 404) return `${words.outcomes.refused('404', error.reason ?? '')} ${livechat.notFound(instead)}`
  if (error?.error === 'no-agent-online')
    return `${words.outcomes.refused('no-agent-online', error.reason ?? '')} ${livechat.noAgent}`
  return tellOutcome(outcome, '', words)
}
