// Which recipe is shown: the five steps, or the livechat script.
import type { JSX } from 'preact'
import { RECIPES, type ConsolePage } from '../model/page.ts'

export function Recipes({ page }: { readonly page: ConsolePage }): JSX.Element {
  const words = page.words.value.recipes
  return (
    <div class="recipes" role="group" aria-label={words.label}>
      {RECIPES.map((recipe) => (
        <button
          key={recipe}
          type="button"
          aria-pressed={page.recipe.value === recipe}
          onClick={() => (page.recipe.value = recipe)}
        >
          {words[recipe].name}
        </button>
      ))}
    </div>
  )
}
