// Every major release in both dialects.
import { describeEdition, MAJORS } from './editions.ts'

for (const compat of MAJORS) {
  for (const dialect of ['meteor', 'streamer'] as const) describeEdition(compat, dialect)
}
