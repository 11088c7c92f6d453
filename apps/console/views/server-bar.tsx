// Which server, how the connection to it is, and the button that does all of the recipe.
import type { JSX } from 'preact'
import { Button } from '../../design/views/button.tsx'
import { Field } from '../../design/views/field.tsx'
import { runRecipe, type ConsolePage } from '../model/page.ts'
import { tellState } from '../model/tell.ts'

export function ServerBar({ page }: { readonly page: ConsolePage }): JSX.Element {
  const words = page.words.value
  const { fields, wire, running, release, revealed } = page.model
  const address = fields.address.value
  const state = wire.state.value
  const isConnected = state.kind === 'open' || state.kind === 'opening'
  const isRunning = running.value !== undefined
  // The first step says it too, further down, and to screen readers.
  const trouble = state.kind === 'failed' || state.kind === 'ended' ? tellState(state, words) : undefined
  return (
    <form
      class="card server-bar"
      onSubmit={(event) => {
        event.preventDefault()
        void runRecipe(page)
      }}
    >
      <Field
        label={words.server}
        value={fields.server.value}
        autocomplete="url"
        hint={words.serverHint}
        error={typeof address === 'string' ? words.addressProblems[address] : undefined}
        onInput={(server) => (fields.server.value = server)}
      />
      <div class="row">
        <Button type="submit" kind="primary" icon="play" disabled={isRunning || typeof address === 'string'}>
          {isRunning
            ? words.runAllBusy
            : state.kind === 'open'
              ? words.runAgain
              : words.recipes[page.recipe.value].runAll}
        </Button>
        {isConnected && (
          <Button kind="plain" icon="stop" onClick={() => wire.close()}>
            {words.disconnect}
          </Button>
        )}
        <span class={`connection ${state.kind}`} role="status">
          {words.states[state.kind]}
          {state.kind === 'open' && release.value !== undefined && (
            <span class="release"> · {words.release(release.value)}</span>
          )}
        </span>
        <label class="tick">
          <input
            type="checkbox"
            checked={revealed.value}
            onChange={({ currentTarget }) => (revealed.value = currentTarget.checked)}
          />
          {words.reveal}
        </label>
      </div>
      {trouble !== undefined && <p class="outcome bad">{trouble}</p>}
    </form>
  )
}
