// The gallery: every state of the console with a made-up server, to be looked at while developing. `?scene=` names one;
// without it there is a list of them; `#frames` shows the list of frames
// where there is no room for both. It is no page of the product: nothing builds it, `npm run dev` serves it.
import '@preact/signals'
import { render } from 'preact'
import { preferencesOfThisBrowser } from '../../design/browser.ts'
import { wordsIn } from '../../design/model/language.ts'
import { toolsOfThisBrowser } from '../browser.ts'
import { createLivechat } from '../model/livechat.ts'
import { createPage } from '../model/page.ts'
import { Page } from '../views/page.tsx'
import { en } from '../words/en.ts'
import { zh } from '../words/zh.ts'
import { playScene, SCENES } from './scenes.ts'

const preferences = preferencesOfThisBrowser()
const words = wordsIn(preferences.language, { en, zh })
const scene = SCENES[new URLSearchParams(location.search).get('scene') ?? '']
let seed = 0
/** The same in every picture. */
const random = (): number => (seed = (seed + 0.37) % 1)
const place = document.getElementById('app')

if (place && scene) {
  const page = createPage(
    playScene(scene),
    words,
    preferences,
    toolsOfThisBrowser({ random, now: () => Date.UTC(2026, 10, 22, 12, 30, 5, 7) }),
  )
  if (scene.livechat) {
    page.recipe.value = 'livechat'
    page.livechat.value = createLivechat(page.model, page)
    void scene.livechat(page.livechat.value)
  }
  if (location.hash === '#frames') page.tab.value = 'log'
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
