// Keeps a list of messages where its reader is. Who is at the end stays at the end; for everybody else the line that is
// at the top of the screen stays where it is, whatever comes, goes or grows above it.
//
// The browser's own anchoring is switched off for the list (not all browsers have it, and two who correct are worse than
// one). Corrections happen after a draw and before a paint, so nobody sees them.

export interface Place {
  /** `data-key` of a line. */
  readonly key: string
  /** How far its top is below the top of the list, in pixels. */
  readonly offset: number
}

export interface ScrollKeeperOptions {
  /** The reader has moved, or what is there has. */
  readonly onMove: (atEnd: boolean) => void
  /** The reader is near this side of what is drawn. */
  readonly onNear: (side: 'top' | 'bottom') => void
}

export interface ScrollKeeper {
  /** Something has been drawn: puts everything back in its place. */
  readonly settle: () => void
  readonly toEnd: () => void
  /** Where the reader is; undefined: at the end. */
  readonly place: () => Place | undefined
  readonly goTo: (place: Place | undefined) => void
  readonly dispose: () => void
}

/** So near the end, in pixels, is at the end. */
const END_PX = 60
/** So near a side of what is drawn, in pixels, more is fetched. */
const NEAR_PX = 700

export function createScrollKeeper(list: HTMLElement, { onMove, onNear }: ScrollKeeperOptions): ScrollKeeper {
  let following = true
  let lastTop = 0
  /** The lines on the screen and where they are: the first that is still there is what the rest is put back by. */
  let anchors: Place[] = []

  function lines(): HTMLElement[] {
    return [...list.querySelectorAll<HTMLElement>('[data-key]')]
  }

  function offsetOf(line: HTMLElement): number {
    return line.getBoundingClientRect().top - list.getBoundingClientRect().top
  }

  function atEnd(): boolean {
    return list.scrollHeight - list.scrollTop - list.clientHeight <= END_PX
  }

  function remember(): void {
    const top = list.getBoundingClientRect().top
    const height = list.clientHeight
    anchors = []
    for (const line of lines()) {
      const { top: lineTop, bottom } = line.getBoundingClientRect()
      if (bottom - top <= 0) continue
      if (lineTop - top > height) break
      anchors.push({ key: line.dataset['key'] ?? '', offset: lineTop - top })
    }
    lastTop = list.scrollTop
  }

  function find(key: string): HTMLElement | undefined {
    return lines().find((line) => line.dataset['key'] === key)
  }

  /**
   * How far the reader has scrolled since the last look: browsers tell of a scroll only with their next frame, and what
   * is drawn before that must not take it back. A list that has become shorter is not a reader who scrolled.
   */
  function scrolled(): number {
    const { scrollTop, scrollHeight, clientHeight } = list
    const cutOff = scrollTop < lastTop && scrollHeight - scrollTop - clientHeight < 1
    return cutOff ? 0 : scrollTop - lastTop
  }

  function putBack(by: number): void {
    for (const { key, offset } of anchors) {
      const line = find(key)
      if (!line) continue
      const moved = offsetOf(line) - (offset - by)
      if (Math.abs(moved) >= 0.5) list.scrollTop += moved
      return
    }
  }

  function look(): void {
    remember()
    onMove(following)
    if (list.scrollTop < NEAR_PX) onNear('top')
    if (list.scrollHeight - list.scrollTop - list.clientHeight < NEAR_PX) onNear('bottom')
  }

  function settle(): void {
    const by = scrolled()
    if (by < -1) following = false
    if (following) list.scrollTop = list.scrollHeight
    else putBack(by)
    look()
  }

  function moved(): void {
    // What grows below moves nobody away from the end; only going up does.
    following = atEnd() || (following && list.scrollTop >= lastTop - 1)
    if (following && !atEnd()) settle()
    else look()
  }

  const sizes = new ResizeObserver(settle)
  sizes.observe(list)
  for (const child of list.children) sizes.observe(child)
  list.addEventListener('scroll', moved, { passive: true })

  return {
    settle,
    toEnd() {
      following = true
      lastTop = list.scrollTop
      settle()
    },
    place: () => (following ? undefined : anchors[0]),
    goTo(place) {
      following = place === undefined
      anchors = place ? [place] : []
      lastTop = list.scrollTop
      settle()
    },
    dispose() {
      sizes.disconnect()
      list.removeEventListener('scroll', moved)
    },
  }
}
