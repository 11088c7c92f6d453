// The gallery: every state of the chat page with made-up models, to be looked at while developing. `?scene=` names one;
// without it there is a list of them. It is no page of the product: nothing builds it, `npm run dev` of the pages serves it.
import '@preact/signals'
import { computed } from '@preact/signals-core'
import { render } from 'preact'
import { parse, SERVER_DEFAULTS } from 'quindar/markup'
import { preferencesOfThisBrowser } from '../../design/browser.ts'
import { LANGUAGE_TAGS, wordsIn } from '../../design/model/language.ts'
import { Header } from '../../design/views/header.tsx'
import { copyText } from '../browser.ts'
import { createEmoji } from '../model/emoji.ts'
import { timeWords } from '../model/words-of-time.ts'
import { SurroundingsContext, type Surroundings } from '../views/surroundings.ts'
import { CHAT_WORDS } from '../words/words.ts'
import { SCENES } from './scenes.tsx'

const preferences = preferencesOfThisBrowser()
const surroundings: Surroundings = {
  words: wordsIn(preferences.language, CHAT_WORDS),
  times: computed(() => timeWords(LANGUAGE_TAGS[preferences.language.value])),
  emoji: createEmoji(async () => (await import('emojibase-data/en/shortcodes/joypixels.json')).default),
  reading: { treeOf: (text) => parse(text, SERVER_DEFAULTS) },
  copy: copyText,
  demo: true,
  later: () => {},
}

// Made once: what a component makes while it draws, it makes again with every draw.
const scene = SCENES[new URLSearchParams(location.search).get('scene') ?? '']?.()

function Gallery() {
  return (
    <SurroundingsContext value={surroundings}>
      <Header page="chat" preferences={preferences} />
      {scene ? (
        scene
      ) : (
        <main id="content">
          <ul>
            {Object.keys(SCENES).map((name) => (
              <li key={name}>
                <a href={`?scene=${name}`}>{name}</a>
              </li>
            ))}
          </ul>
        </main>
      )}
    </SurroundingsContext>
  )
}

const place = document.getElementById('app')
if (place) render(<Gallery />, place)
