// What stands inside a line of a message: bold, links, mentions, emoji, code.
import type { JSX } from 'preact'
import { useState } from 'preact/hooks'
import { DEPTH_MOST, nodesOf, safeAddress, textOf, type MarkupNode } from '../model/markup.ts'
import { useMentions } from './mentions.ts'
import { useSurroundings, useWords } from './surroundings.ts'

interface Inside {
  readonly value: unknown
  readonly depth: number
}

export function Inlines({ value, depth }: Inside): JSX.Element {
  return (
    <>
      {nodesOf(value).map((node, index) => (
        <Inline key={index} node={node} depth={depth + 1} />
      ))}
    </>
  )
}

export function Inline({ node, depth }: { readonly node: MarkupNode; readonly depth: number }): JSX.Element {
  const { type, value } = node
  if (depth > DEPTH_MOST) return <>{textOf(node)}</>
  const inside = <Inlines value={value} depth={depth} />
  switch (type) {
    case 'BOLD':
      return <strong>{inside}</strong>
    case 'ITALIC':
      return <em>{inside}</em>
    case 'STRIKE':
      return <s>{inside}</s>
    case 'INLINE_CODE':
    case 'INLINE_KATEX':
      return <code>{textOf(value)}</code>
    case 'LINK':
    case 'IMAGE':
      return <Link value={value} depth={depth} />
    case 'MENTION_USER':
      return <UserMention name={textOf(value)} />
    case 'MENTION_CHANNEL':
      return <ChannelMention name={textOf(value)} />
    case 'EMOJI':
      return <EmojiSign node={node} />
    case 'SPOILER':
      return <InlineSpoiler value={value} depth={depth} />
    case 'COLOR':
      return <Colour value={value} />
    case 'TIMESTAMP':
      return <Timestamp node={node} />
    case 'PARAGRAPH':
      return inside
    default:
      return <>{textOf(node)}</>
  }
}

/** A picture is a link too: nothing is fetched from strangers before somebody wants it. */
function Link({ value, depth }: Inside): JSX.Element {
  const { src, label } = (value ?? {}) as { src?: unknown; label?: unknown }
  const source = textOf(src)
  const address = safeAddress(source)
  const shown = textOf(label) === '' ? <>{source}</> : <Inlines value={label} depth={depth} />
  if (address === undefined) return shown
  return (
    <a href={address} target="_blank" rel="noopener noreferrer nofollow ugc">
      {shown}
    </a>
  )
}

function UserMention({ name }: { readonly name: string }): JSX.Element {
  const { me } = useMentions()
  const all = name === 'all' || name === 'here'
  return <span class={`mention ${all || name === me ? 'me' : ''}`}>@{name}</span>
}

function ChannelMention({ name }: { readonly name: string }): JSX.Element {
  const { openChannel } = useMentions()
  const open = openChannel(name)
  if (!open) return <span class="mention">#{name}</span>
  return (
    <button type="button" class="mention link" onClick={open}>
      #{name}
    </button>
  )
}

export function EmojiSign({ node }: { readonly node: MarkupNode }): JSX.Element {
  const { emoji } = useSurroundings()
  if (typeof node['unicode'] === 'string') return <span class="emoji">{node['unicode']}</span>
  const name = typeof node['shortCode'] === 'string' ? node['shortCode'] : textOf(node.value).replaceAll(':', '')
  const characters = emoji.find(name)
  if (characters === undefined) {
    const written = textOf(node.value)
    return <>{written.startsWith(':') || /\W/.test(written) ? written : `:${name}:`}</>
  }
  return (
    <span class="emoji" role="img" aria-label={`:${name}:`} title={`:${name}:`}>
      {characters}
    </span>
  )
}

function InlineSpoiler({ value, depth }: Inside): JSX.Element {
  const { message } = useWords()
  const [open, setOpen] = useState(false)
  if (open) {
    return (
      <span class="spoiler open">
        <Inlines value={value} depth={depth} />
      </span>
    )
  }
  return (
    <button type="button" class="spoiler" onClick={() => setOpen(true)}>
      {message.spoiler}
    </button>
  )
}

function Colour({ value }: { readonly value: unknown }): JSX.Element {
  const { message } = useWords()
  const { r, g, b, a } = (value ?? {}) as Record<string, unknown>
  const [red, green, blue, alpha] = [r, g, b, a].map((part) => (typeof part === 'number' ? Math.round(part) : 255))
  const text = `rgb(${red} ${green} ${blue} / ${Math.round(((alpha ?? 255) / 255) * 100)}%)`
  return (
    <span class="colour">
      <span class="swatch" role="img" aria-label={message.colour(text)} style={{ backgroundColor: text }} />
      {text}
    </span>
  )
}

function Timestamp({ node }: { readonly node: MarkupNode }): JSX.Element {
  const { times } = useSurroundings()
  const { timestamp } = (node.value ?? {}) as { timestamp?: unknown }
  const date = new Date(Number(timestamp) * 1_000)
  const written = times.value.full(date)
  if (written === '') return <>{textOf(node['fallback'])}</>
  return <time dateTime={date.toISOString()}>{written}</time>
}
