// REST has no EJSON: dates are ISO texts, and what is not there is left out.

/** A copy without dates, ready for JSON. */
export function jsonDates(value: unknown): unknown {
  if (value instanceof Date) return value.toISOString()
  if (Array.isArray(value)) return value.map(jsonDates)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, jsonDates(item)]))
}
