// What hangs on a message: quotes, cards, pictures, files; the parts of them that every server sends.
import type { JSX } from 'preact'
import { useState } from 'preact/hooks'
import type { Message } from 'quindar'
import { safeAddress } from '../model/markup.ts'
import { useWords } from './surroundings.ts'

/** Cards that one message shows. */
const SHOWN_MOST = 12

export function Attachments({ message }: { readonly message: Message }): JSX.Element | null {
  const list = message.raw?.attachments
  if (!Array.isArray(list) || list.length === 0) return null
  return (
    <div class="attachments">
      {list.slice(0, SHOWN_MOST).map((attachment, index) => (
        <Attachment key={index} attachment={attachment} />
      ))}
    </div>
  )
}

function Attachment({ attachment }: { readonly attachment: Record<string, unknown> }): JSX.Element {
  const { message: words } = useWords()
  const [broken, setBroken] = useState(false)
  const author = text(attachment['author_name'])
  const title = text(attachment['title'])
  const body = text(attachment['text']) ?? text(attachment['description'])
  const link = address(attachment['title_link'] ?? attachment['message_link'])
  const picture = address(attachment['image_url'])
  const target = link ?? picture
  const name = title ?? (author === undefined && body === undefined ? words.attachment : undefined)
  return (
    <div class="attachment">
      {author !== undefined && <strong>{author}</strong>}
      {name !== undefined &&
        (target ? (
          <a href={target} target="_blank" rel="noopener noreferrer nofollow ugc">
            {name}
          </a>
        ) : (
          <span>{name}</span>
        ))}
      {body !== undefined && <p>{body}</p>}
      {picture !== undefined && !broken && (
        <img src={picture} alt={title ?? words.picture} loading="lazy" onError={() => setBroken(true)} />
      )}
    </div>
  )
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined
}

/** Files of the server itself have addresses without a host. */
function address(value: unknown): string | undefined {
  const source = text(value)
  if (source === undefined) return undefined
  return source.startsWith('/') && !source.startsWith('//') ? source : safeAddress(source)
}
