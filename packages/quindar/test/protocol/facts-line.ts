// The line of PROTOCOL.md that a row of the tables stands for. The page is written by hand; this line must agree.
import type { Answered, Lifetime, MethodFact, PublicationFact, RestFact, StreamEventFact } from 'quindar/protocol'

export function releases({ since, until, announcedUntil, extension }: Lifetime): string {
  if (extension) return 'none (an extension of this server)'
  const span =
    since && until ? `${since} to before ${until}` : since ? `from ${since}` : until ? `before ${until}` : 'all'
  return announcedUntil ? `${span} (announced to end with ${announcedUntil})` : span
}

export function methodLine(fact: MethodFact): string {
  const errors = fact.errors ? ` Errors: ${fact.errors.map((code) => `\`${code}\``).join(', ')}.` : ''
  const rest = fact.rest ? ` REST: \`${fact.rest}\`.` : ''
  return `Releases: ${releases(fact)}.${errors}${rest} Evidence: ${fact.evidence}.${here(fact)}`
}

export function eventRow(event: string, fact: StreamEventFact): RegExp {
  const cells = [`\`${event}\``, '.+', fact.read, fact.write ?? 'nobody', releases(fact), fact.evidence]
  return new RegExp(`^${cells.map((cell, index) => `\\| ${index === 1 ? cell : escaped(cell)} `).join('')}\\|$`, 'm')
}

export function publicationLine(fact: PublicationFact): string {
  return `Releases: ${releases(fact)}. Collection: \`${fact.collection}\`. Read: ${fact.read}. Evidence: ${fact.evidence}.`
}

export function routeLine(fact: RestFact): string {
  return `Releases: ${releases(fact)}. Login: ${fact.login}. Evidence: ${fact.evidence}.${here(fact)}`
}

/** Whoever tries it at our server should know beforehand. */
function here({ answered }: Answered): string {
  return answered === false ? ' This server does not answer it.' : ''
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
}
