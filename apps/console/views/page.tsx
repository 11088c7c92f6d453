// The whole console: steps on the left, frames on the right; on narrow screens one of the two.
import type { JSX } from 'preact'
import { Header } from '../../design/views/header.tsx'
import type { ConsolePage } from '../model/page.ts'
import { writePrograms } from '../model/programs.ts'
import { Later } from './later.tsx'
import { LogPanel } from './log-panel.tsx'
import { Other } from './other.tsx'
import { Recipes } from './recipes.tsx'
import { ServerBar } from './server-bar.tsx'
import { Steps } from './steps.tsx'
import { Take } from './take.tsx'

export function Page({ page }: { readonly page: ConsolePage }): JSX.Element {
  const words = page.words.value
  const tab = page.tab.value
  const recipe = page.recipe.value
  const { kept } = page.model.log.counts.value
  return (
    <>
      <Header page="console" preferences={page.preferences} />
      <nav class="tabs" aria-label={words.title}>
        {(['steps', 'log'] as const).map((name) => (
          <button key={name} type="button" aria-pressed={tab === name} onClick={() => (page.tab.value = name)}>
            {words.log.tabs[name]}
            {name === 'log' && kept > 0 && <span class="count">{kept}</span>}
          </button>
        ))}
      </nav>
      <main id="content" tabIndex={-1} class={`console shows-${tab}`}>
        <div class="steps-side">
          <h1>{words.title}</h1>
          <Recipes page={page} />
          <p class="lead">{words.recipes[recipe].lead}</p>
          <ServerBar page={page} />
          {recipe === 'steps' ? (
            <>
              <Steps page={page} />
              <Other page={page} />
              <Take page={page} words={words.take} write={() => writePrograms(page.model)} />
            </>
          ) : (
            <Later page={page} load={() => import('./livechat.tsx').then(({ Livechat }) => Livechat)} />
          )}
        </div>
        <div class="log-side">
          <LogPanel page={page} />
        </div>
      </main>
    </>
  )
}
