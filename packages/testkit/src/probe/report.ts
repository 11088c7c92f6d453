// What was found out about a server, as a person reads it.
import { CAPABILITIES } from './capabilities.table.ts'
import type { ProbedCapability, ProbeReport } from './probe.ts'

const SETTING = 'API_Enable_CORS and API_CORS_Origin (Settings → General → REST API)'

export function reportText(report: ProbeReport): string {
  const { site, socket, dialect, capabilities, surprises } = report
  const width = Math.max(...CAPABILITIES.map(({ job }) => job.length))
  const missing = capabilities.filter(({ takes }) => takes === undefined)
  return [
    `${site}`,
    `  release   ${releaseText(report)}`,
    `  socket    ${socket}, ${dialectText(report)} (${dialect.because})`,
    `  pages     ${corsText(report)}`,
    '',
    ...capabilities.map((capability) => `  ${capability.job.padEnd(width)}  ${wayText(capability)}`),
    '',
    ...surprises.map((surprise) => `Not as expected: ${surprise}.`),
    missing.length === 0
      ? 'Everything that the client does has a way here. Nobody was logged in, and nothing was changed.'
      : `The client cannot do this here: ${missing.map(({ job }) => job).join(', ')}.`,
  ].join('\n')
}

function releaseText({ release, hidden, extensions }: ProbeReport): string {
  if (release === undefined) return `not told (/api/info is ${hidden}): the client goes by what answers`
  const own = extensions.length > 0 ? `, with extensions of its own: ${extensions.join(', ')}` : ''
  return `Rocket.Chat ${release}, as /api/info says${own}`
}

function dialectText({ dialect: { name, greets } }: ProbeReport): string {
  const greeting = greets ? ', which greets' : ''
  switch (name) {
    case 'meteor':
      return `Meteor’s own server${greeting}`
    case 'streamer':
      return `ddp-streamer${greeting}`
    case 'unknown':
      return `a server of neither known kind${greeting}`
  }
}

function corsText({ cors: { origin, allowed }, capabilities }: ProbeReport): string {
  if (allowed) return `a page of ${origin} may use REST`
  const blocked = capabilities.filter(({ takes, inPages }) => takes !== undefined && !inPages)
  const cost =
    blocked.length === 0 ? 'nothing here needs it' : `so it cannot: ${blocked.map(({ job }) => job).join(', ')}`
  return `a page of ${origin} may not use REST, ${cost}. The settings: ${SETTING}`
}

function wayText({ ways, takes, inPages }: ProbedCapability): string {
  const taken = ways.find(({ name }) => name === takes)
  if (!taken) return `no way: there is no ${ways.map(({ name }) => name).join(', no ')}`
  const others = ways.filter((way) => way !== taken && way.there).map(({ name }) => name)
  const also = others.length > 0 ? `; also ${others.join(', ')}` : ''
  return `${taken.over.padEnd(4)}  ${taken.name}${also}${inPages ? '' : ' (not in pages of another origin)'}`
}
