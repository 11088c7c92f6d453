// What a room tells about itself: who came, who left, what was changed.
import type { JSX } from 'preact'
import type { Message } from 'quindar'
import { useSurroundings, useWords } from './surroundings.ts'

export function SystemLine({ message }: { readonly message: Message }): JSX.Element {
  const words = useWords()
  const { times } = useSurroundings()
  const { systemType = '', text, author, at } = message
  return (
    <p class="system">
      <strong>
        <bdi>{author.name}</bdi>
      </strong>{' '}
      {sentence()}
      <time title={times.value.full(at)}>{times.value.time(at)}</time>
    </p>
  )

  function sentence(): string {
    if (systemType === 'rm') return words.message.removed
    if (systemType === 'e2e') return words.message.encrypted
    const known: string | ((text: string) => string) | undefined = Object.hasOwn(words.system, systemType)
      ? words.system[systemType as keyof typeof words.system]
      : undefined
    return typeof known === 'function' ? known(text) : (known ?? words.systemOther(systemType))
  }
}
