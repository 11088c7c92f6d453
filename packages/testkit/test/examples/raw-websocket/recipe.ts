// The example's own module, which is plain JavaScript, with the types that it keeps to.

import type { Filling } from './five-frames.ts'

interface RecipeModule {
  readonly websocketUrl: (server: string) => string
  readonly recipe: (
    settings: Filling & { readonly url: string },
    onFrame: (way: '>>' | '<<', frame: unknown) => void,
  ) => Promise<{ readonly socket: WebSocket; readonly message: unknown }>
}

const file = new URL('../../../../../examples/raw-websocket/recipe.js', import.meta.url)

export const { websocketUrl, recipe } = (await import(file.href)) as RecipeModule
