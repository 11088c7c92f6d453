// The second recipe: the visitor, the fourteen calls of the livechat script, and the same as programs. Loaded when
// somebody asks for it.
import type { JSX } from 'preact'
import { Button } from '../../design/views/button.tsx'
import { Field } from '../../design/views/field.tsx'
import { LIVECHAT_CALLS } from '../model/livechat-calls.table.ts'
import { createLivechat, type LivechatRecipe } from '../model/livechat.ts'
import { writeLivechatPrograms } from '../model/livechat-programs.ts'
import type { ConsolePage } from '../model/page.ts'
import { livechat as en } from '../words/en-livechat.ts'
import { livechat as zh } from '../words/zh-livechat.ts'
import { CallCard } from './call-card.tsx'
import { OpenStep } from './steps.tsx'
import { Take } from './take.tsx'

const WORDS = { en, zh }

export function Livechat({ page }: { readonly page: ConsolePage }): JSX.Element {
  const recipe = (page.livechat.value ??= createLivechat(page.model, page))
  const words = WORDS[page.preferences.language.value]
  return (
    <>
      <VisitorCard page={page} recipe={recipe} />
      <ol class="steps">
        <OpenStep page={page} />
        {LIVECHAT_CALLS.map((call, index) => {
          const request = recipe.calls[index]
          return (
            request && (
              <CallCard key={request.name} page={page} words={words} call={call} number={index + 1} request={request} />
            )
          )
        })}
      </ol>
      <Take
        page={page}
        words={{
          ...page.words.value.take,
          lead: words.takeLead,
          scriptLead: words.scriptLead,
          quindarLead: words.quindarLead,
        }}
        write={() => writeLivechatPrograms(page.model, recipe)}
      />
    </>
  )
}

function VisitorCard({ page, recipe }: { readonly page: ConsolePage; readonly recipe: LivechatRecipe }): JSX.Element {
  const words = WORDS[page.preferences.language.value]
  const { name, email, text } = recipe.visitor
  return (
    <section class="card" aria-labelledby="visitor-title">
      <h2 id="visitor-title">{words.visitor}</h2>
      <p class="why">{words.visitorLead}</p>
      <div class="fields">
        {(
          [
            ['name', name],
            ['email', email],
            ['text', text],
          ] as const
        ).map(([field, value]) => (
          <Field
            key={field}
            label={words[field]}
            value={value.value}
            autocomplete="off"
            onInput={(typed) => (value.value = typed)}
          />
        ))}
      </div>
      <div class="row">
        <Button kind="quiet" icon="retry" onClick={recipe.newVisitor}>
          {words.newVisitor}
        </Button>
      </div>
    </section>
  )
}
