// The wire console, put together: the one file of it that reads the clock and draws random numbers.
import '@preact/signals'
import { effect } from '@preact/signals'
import { options, render } from 'preact'
import { preferencesOfThisBrowser } from '../design/browser.ts'
import { wordsIn } from '../design/model/language.ts'
import { followAddress, portsOfThisBrowser, toolsOfThisBrowser } from './browser.ts'
import { createConsole } from './model/console.ts'
import { createPage } from './model/page.ts'
import { Page } from './views/page.tsx'
import { en } from './words/en.ts'
import { zh } from './words/zh.ts'

const clockwork = {
  now: () => Date.now(),
  setTimeout: (callback: () => void, ms: number) => setTimeout(callback, ms),
  clearTimeout: (timer: unknown) => clearTimeout(timer as number),
  random: () => Math.random(),
}

const preferences = preferencesOfThisBrowser()
const words = wordsIn(preferences.language, { en, zh })
const model = createConsole(portsOfThisBrowser(clockwork))
const page = createPage(model, words, preferences, toolsOfThisBrowser(clockwork))
followAddress(page.recipe)

effect(() => {
  document.title = `${words.value.title} · Quindar`
})

// A room full of noise brings hundreds of frames between two pictures of the screen: one drawing for all of them.
options.debounceRendering = (draw) => void requestAnimationFrame(draw)

const place = document.getElementById('app')
if (place) render(<Page page={page} />, place)
