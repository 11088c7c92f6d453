// The gallery: every state of the console with a made-up server, to be looked at while developing. `?scene=` names one;
// without it there is a list of them. It is no page of the product: nothing builds it, `npm run dev` serves it.
import '@preact/signals'
import { render } from 'preact'
import { preferencesOfThisBrowser } from '../../design/browser.ts'
import { wordsIn } from '../../design/model/language.ts'
import { toolsOfThisBrowser } from '../browser.ts'
import { createPage } from '../model/page.ts'
import { Page } from '../views/page.tsx'
import { en } from '../words/en.ts'
import { zh } from '../words/zh.ts'
import { playScene, SCENES } from './scenes.ts'

const preferences = preferencesOfThisBrowser()
const words = wordsIn(preferences.language, { en, zh })
const scene = SCENES[new URLSearchParams(location.search).get('scene') ?? '']
const place = document.getElementById('app')

if (place && scene) {
  const page = createPage(
    playScene(scene),
    words,
    preferences,
    toolsOfThisBrowser({ random: () => 0.5, now: () => Date.UTC(2026, 10, 22, 12, 30, 5, 7) }),
  )
  render(<Page page={page} />, place)
} else if (place) {
  render(
    <ul>
      {Object.keys(SCENES).map((name) => (
        <li key={name}>
          <a href={`?scene=${encodeURIComponent(name)}`}>{name}</a>
        </li>
      ))}
    </ul>,
    place,
  )
}
