// What a room tells about itself: who came, who left, what was changed.
import type { JSX } from 'preact'
import type { Message } from 'quindar'
import { useWords } from './surroundings.ts'

export function SystemLine({ message }: { readonly message: Message }): JSX.Element {
  const words = useWords()
  const { systemType = '', text } = message
  if (systemType === 'rm') return <p class="system">{words.message.removed}</p>
  if (systemType === 'e2e') return <p class="system">{words.message.encrypted}</p>
  const known: string | ((text: string) => string) | undefined = Object.hasOwn(words.system, systemType)
    ? words.system[systemType as keyof typeof words.system]
    : undefined
  const sentence = typeof known === 'function' ? known(text) : (known ?? words.systemOther(systemType))
  return <p class="system">{sentence}</p>
}
