// What a bad network element, or a bad server, does to whole frames of the server.

/** What the client has said on this connection so far, oldest first. */
export type Said = readonly string[]

/** Texts that go on in the place of one; none: it is swallowed. */
export type Rewrite = (text: string, said: Said) => readonly string[]

type Fits = (text: string) => boolean

/** Every frame that fits comes twice. */
export function duplicate(fits: Fits = () => true): Rewrite {
  return (text) => (fits(text) ? [text, text] : [text])
}

/** A frame that fits is, half of the time, held back until the next that fits has passed it. */
export function reorder(chance: () => number, fits: Fits = () => true): Rewrite {
  let held: string | undefined
  return (text) => {
    if (!fits(text)) return [text]
    if (held === undefined) {
      if (chance() < 0.5) return [text]
      held = text
      return []
    }
    const late = held
    held = undefined
    return [text, late]
  }
}

/** Swallows frames that fit, so many of them. */
export function swallow(fits: Fits, times = Infinity): Rewrite {
  let left = times
  return (text) => {
    if (left <= 0 || !fits(text)) return [text]
    left--
    return []
  }
}

/** Swallows the results of a method, so many of them: it was done, and nobody says so. */
export function swallowResults(method: string, times = 1): Rewrite {
  let left = times
  return (text, said) => {
    const { msg, id } = JSON.parse(text) as { msg?: string; id?: string }
    if (left <= 0 || msg !== 'result' || !said.some((call) => isCallOf(call, method, id))) return [text]
    left--
    return []
  }
}

function isCallOf(text: string, method: string, id: string | undefined): boolean {
  const call = JSON.parse(text) as { method?: string; id?: string }
  return call.method === method && call.id === id
}

/** One after the other: what the first lets through goes to the second. */
export function both(first: Rewrite, second: Rewrite): Rewrite {
  return (text, said) => first(text, said).flatMap((passed) => second(passed, said))
}
