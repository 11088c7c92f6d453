// Times as people read them, in the page's language. Days are written out with their date, never as “today”: the clock
// of this machine may be wrong, and the server's times are what counts.

export interface TimeWords {
  /** `14:05` */
  readonly time: (date: Date) => string
  /** `Sunday, November 22` */
  readonly day: (date: Date) => string
  /** The whole of it, for who asks. */
  readonly full: (date: Date) => string
}

/** @param tag The page's language, as `Intl` wants it. */
export function timeWords(tag: string): TimeWords {
  const time = new Intl.DateTimeFormat(tag, { timeStyle: 'short' })
  const day = new Intl.DateTimeFormat(tag, { weekday: 'long', year: 'numeric', month: 'long', day: 'numeric' })
  const full = new Intl.DateTimeFormat(tag, { dateStyle: 'full', timeStyle: 'medium' })
  return { time: written(time), day: written(day), full: written(full) }
}

/** A date that no calendar has, from a server that sends nonsense, is written as nothing. */
function written(format: Intl.DateTimeFormat): (date: Date) => string {
  return (date) => (Number.isNaN(date.getTime()) ? '' : format.format(date))
}
