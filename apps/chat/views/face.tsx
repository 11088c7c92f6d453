// The picture of somebody, and how they are.
import type { JSX } from 'preact'
import { faceOf } from '../model/face.ts'
import type { Status } from '../model/presence.ts'
import { useWords } from './surroundings.ts'

export function Face({ name, small = false }: { readonly name: string; readonly small?: boolean }): JSX.Element {
  const { letters, hue } = faceOf(name)
  return (
    <span class={small ? 'face small' : 'face'} style={{ '--hue': String(hue) }} aria-hidden="true">
      {letters}
    </span>
  )
}

export function StatusDot({ status }: { readonly status: Status | undefined }): JSX.Element | null {
  const words = useWords()
  if (status === undefined) return null
  return <span class={`dot ${status}`} role="img" aria-label={words.statuses[status]} title={words.statuses[status]} />
}
