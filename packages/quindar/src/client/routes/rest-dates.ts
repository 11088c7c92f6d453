// REST writes dates as texts; everybody above expects them as DDP gives them.

const DATE = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/
/** Fields that people write: what looks like a date there is a text. */
const WORDS = new Set(['msg', 'text', 'name', 'title', 'description', 'topic', 'announcement', 'value'])

/** The same document with dates. Changes it. */
export function withDates<T>(document: T): T {
  if (typeof document !== 'object' || document === null) return document
  const fields = document as Record<string, unknown>
  for (const [name, value] of Object.entries(fields)) {
    if (typeof value !== 'string') withDates(value)
    else if (DATE.test(value) && !WORDS.has(name)) fields[name] = new Date(value)
  }
  return document
}
