// The whole client at every major release, in both dialects, with REST, without the release's name, and without REST.
import { describeClientAt, MAJORS } from './suite.ts'

for (const compat of MAJORS) {
  for (const dialect of ['meteor', 'streamer'] as const) {
    for (const rest of ['open', 'hidden', 'page', 'blocked'] as const) describeClientAt(compat, dialect, rest)
  }
}
