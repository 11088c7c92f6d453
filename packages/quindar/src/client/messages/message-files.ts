// The files that a message shows.
import type { Message } from './message.ts'

/** A file of a message. */
export interface MessageFile {
  readonly id: string
  readonly name: string
  /** Its media type. */
  readonly type: string
  /** Bytes, where the server tells. */
  readonly size: number | undefined
  /** Where it is, below the server's site: what `rc.download` takes. */
  readonly link: string
}

/** The files that a message shows, with previews that the server has made of them; none, for most messages. */
export function filesOf({ raw }: Pick<Message, 'raw'>): MessageFile[] {
  const single = raw?.['file'] as { _id: string; name: string; type: string } | undefined
  const files = raw?.files ?? (single ? [single] : [])
  const links = (raw?.attachments ?? []).flatMap((attachment) =>
    ['title_link', 'image_url', 'audio_url', 'video_url'].map((field) => attachment[field]),
  )
  return files.map(({ _id: id, name, type, ...file }) => ({
    id,
    name,
    type,
    size: 'size' in file && typeof file.size === 'number' ? file.size : undefined,
    link:
      links.find((link): link is string => typeof link === 'string' && link.includes(`/${id}/`)) ??
      `/file-upload/${id}/${encodeURIComponent(name)}`,
  }))
}
