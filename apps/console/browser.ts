// What the console takes from the browser: sockets, requests, the clipboard, a file to keep.
import { hasDemo } from '../design/browser.ts'
import { effect, type Signal } from '@preact/signals-core'
import type { ConsolePorts, Socket } from './model/ports.ts'
import type { PageTools, RecipeName } from './model/page.ts'

type Clockwork = Pick<ConsolePorts, 'now' | 'setTimeout' | 'clearTimeout' | 'random'>

/** Milliseconds for a request that asks why a socket did not open. */
const REQUEST_TIMEOUT_MS = 8_000

export function portsOfThisBrowser(clockwork: Clockwork): ConsolePorts {
  return {
    ...clockwork,
    page: location.href,
    demo: hasDemo(),
    openSocket: (url) => new WebSocket(url) as Socket,
    request: async (url, { method, body, blind = false }) => {
      const response = await fetch(url, {
        method,
        signal: AbortSignal.timeout(REQUEST_TIMEOUT_MS),
        credentials: 'omit',
        mode: blind ? 'no-cors' : 'cors',
        ...(body !== undefined && { body, headers: { 'content-type': 'application/json' } }),
      })
      return { status: response.status, text: blind ? '' : await response.text() }
    },
  }
}

export function toolsOfThisBrowser({ random, now }: Pick<Clockwork, 'random' | 'now'>): PageTools {
  return { random, now, copy, download }
}

/** There is no clipboard for pages over plain http other than localhost, and none without leave. */
async function copy(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text)
    return true
  } catch {
    return false
  }
}

function download(name: string, text: string): void {
  const link = document.createElement('a')
  link.href = URL.createObjectURL(new Blob([text], { type: 'text/plain' }))
  link.download = name
  link.click()
  URL.revokeObjectURL(link.href)
}

/** The address says which recipe is shown, so that it can be linked to: `#livechat`. */
export function followAddress(recipe: Signal<RecipeName>): void {
  const read = (): void => {
    recipe.value = location.hash === '#livechat' ? 'livechat' : 'steps'
  }
  read()
  addEventListener('hashchange', read)
  effect(() => {
    const hash = recipe.value === 'livechat' ? '#livechat' : ''
    if (location.hash !== hash) history.replaceState(null, '', `${location.pathname}${location.search}${hash}`)
  })
}
