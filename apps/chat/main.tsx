// The chat page, put together: the only file of it that has the real clock and the real server.
import '@preact/signals'
import { render } from 'preact'
import { createClient, indexedDBStorage } from 'quindar'
import { LANGUAGE_TAGS, wordsIn } from '../design/model/language.ts'
import { hasDemo, preferencesOfThisBrowser } from '../design/browser.ts'
import { computed } from '@preact/signals-core'
import {
  copyText,
  followAddress,
  listenToKeys,
  onStorage,
  pageHints,
  serverTime,
  storageOfThisBrowser,
  titlePage,
  visibility,
} from './browser.ts'
import { createEmoji } from './model/emoji.ts'
import { createPage } from './model/page.ts'
import { createReading } from './model/reading.ts'
import { timeWords } from './model/words-of-time.ts'
import { ChatPage } from './views/page.tsx'
import type { Surroundings } from './views/surroundings.ts'
import { CHAT_WORDS } from './words/words.ts'

const hints = pageHints()
const preferences = preferencesOfThisBrowser()
/** Where messages wait that the server does not have yet: a reload must not lose them. */
const storage = indexedDBStorage('quindar.chat')

/** The server that gave us the page, also where it lives below a path. */
const page = createPage(
  new URL('.', location.href).href,
  {
    createClient: (address, options) => createClient(address, { ...options, storage, ports: { page: hints } }),
    storage: storageOfThisBrowser(),
    now: Date.now,
    setTimeout: (task, ms) => setTimeout(task, ms),
    clearTimeout: (timer) => clearTimeout(timer as number),
    serverTime,
    onStorage,
  },
  visibility(),
)

const surroundings: Surroundings = {
  words: wordsIn(preferences.language, CHAT_WORDS),
  times: computed(() => timeWords(LANGUAGE_TAGS[preferences.language.value])),
  emoji: createEmoji(async () => (await import('emojibase-data/en/shortcodes/joypixels.json')).default),
  reading: createReading(async () => {
    const { parse, SERVER_DEFAULTS } = await import('quindar/markup')
    return (text) => parse(text, SERVER_DEFAULTS)
  }),
  copy: copyText,
  demo: hasDemo(),
  later: (task, ms) => setTimeout(task, ms),
}

followAddress(page)
titlePage(page)
listenToKeys(page)

const place = document.getElementById('app')
if (place) render(<ChatPage page={page} preferences={preferences} surroundings={surroundings} />, place)
