// The example's own modules, which are plain JavaScript, with the types that they keep to.

import type { Filling } from './five-frames.ts'

interface RecipeModule {
  readonly websocketUrl: (server: string) => string
  readonly recipe: (
    settings: Filling & { readonly url: string },
    onFrame: (way: '>>' | '<<', frame: unknown) => void,
  ) => Promise<{ readonly socket: WebSocket; readonly message: unknown }>
}

interface TokenModule {
  readonly getToken: (server: string, user: string, password: string) => Promise<string>
}

const folder = new URL('../../../../../examples/raw-websocket/', import.meta.url)

export const { websocketUrl, recipe } = (await import(new URL('recipe.js', folder).href)) as RecipeModule
export const { getToken } = (await import(new URL('token.js', folder).href)) as TokenModule
