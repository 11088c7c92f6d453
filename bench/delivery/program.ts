// One subject, as a process of its own: what its client throws where nobody can catch it is counted, and it goes on, as a
// page in a browser would. Told what to say by its parent, tells what it has heard and how each sending has ended.
import type { StartSubject } from './subject.ts'

/** What a program tells the benchmark. */
export type Told =
  | { readonly kind: 'ready' }
  | { readonly kind: 'heard' | 'answered' | 'refused'; readonly text: string }
  | { readonly kind: 'thrown'; readonly why: string }

const tell = (told: Told): void => void process.send?.(told)
const thrown = (error: unknown): void => tell({ kind: 'thrown', why: String(error) })
process.on('uncaughtException', thrown)
process.on('unhandledRejection', thrown)
process.on('disconnect', () => process.exit())

const [file = '', url = ''] = process.argv.slice(2)
const { start } = (await import(`./subjects/${file}.ts`)) as { start: StartSubject }
const subject = await start(url, (text) => tell({ kind: 'heard', text })).catch((error: unknown) => {
  thrown(error)
  process.exit(1)
})

async function send(text: string): Promise<void> {
  try {
    await subject.send(text)
    tell({ kind: 'answered', text })
  } catch {
    tell({ kind: 'refused', text })
  }
}

process.on('message', (text: string) => void send(text))
tell({ kind: 'ready' })
