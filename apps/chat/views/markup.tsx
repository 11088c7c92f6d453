// A message's text, drawn from its tree as nodes: paragraphs, lists, quotes, code, tables. No text ever becomes HTML.
import type { ComponentChildren, JSX } from 'preact'
import { useState } from 'preact/hooks'
import { DEPTH_MOST, nodesOf, textOf, type MarkupNode } from '../model/markup.ts'
import { CodeBlock } from './code.tsx'
import { EmojiSign, Inline, Inlines } from './inline.tsx'
import { useWords } from './surroundings.ts'

/** @param tree `md` of a message. */
export function Markup({ tree }: { readonly tree: readonly unknown[] }): JSX.Element {
  return <Blocks value={tree} depth={0} />
}

interface Inside {
  readonly value: unknown
  readonly depth: number
}

function Blocks({ value, depth }: Inside): JSX.Element {
  return (
    <>
      {nodesOf(value).map((node, index) => (
        <Block key={index} node={node} depth={depth + 1} />
      ))}
    </>
  )
}

function Block({ node, depth }: { readonly node: MarkupNode; readonly depth: number }): JSX.Element {
  const { type, value } = node
  if (depth > DEPTH_MOST) return <p>{textOf(node)}</p>
  switch (type) {
    case 'PARAGRAPH':
      return (
        <p>
          <Inlines value={value} depth={depth} />
        </p>
      )
    case 'HEADING':
      return <Heading node={node} depth={depth} />
    case 'CODE':
      return (
        <CodeBlock
          language={language(node['language'])}
          code={nodesOf(value)
            .map((line) => textOf(line))
            .join('\n')}
        />
      )
    case 'KATEX':
      return <CodeBlock language="KaTeX" code={textOf(value)} />
    case 'QUOTE':
    case 'BLOCKQUOTE':
      return (
        <blockquote>
          <Blocks value={value} depth={depth} />
        </blockquote>
      )
    case 'UNORDERED_LIST':
      return (
        <ul>
          <Items value={value} depth={depth} />
        </ul>
      )
    case 'ORDERED_LIST':
      return (
        <ol>
          <Items value={value} depth={depth} />
        </ol>
      )
    case 'TASKS':
      return (
        <ul class="tasks">
          {nodesOf(value).map((task, index) => (
            <Task key={index} done={task['status'] === true}>
              <Inlines value={task.value} depth={depth + 1} />
            </Task>
          ))}
        </ul>
      )
    case 'BIG_EMOJI':
      return (
        <p class="big-emoji">
          {nodesOf(value).map((emoji, index) => (
            <EmojiSign key={index} node={emoji} />
          ))}
        </p>
      )
    case 'TABLE':
      return <Table value={value} depth={depth} />
    case 'SPOILER_BLOCK':
      return (
        <Spoiler>
          <Blocks value={value} depth={depth} />
        </Spoiler>
      )
    case 'HORIZONTAL_RULE':
      return <hr />
    case 'LINE_BREAK':
      return <p class="line-break" />
    default:
      return (
        <p>
          <Inline node={node} depth={depth} />
        </p>
      )
  }
}

/** Headings of messages are no headings of the page. */
function Heading({ node, depth }: { readonly node: MarkupNode; readonly depth: number }): JSX.Element {
  const level = typeof node['level'] === 'number' && node['level'] >= 1 && node['level'] <= 4 ? node['level'] : 4
  return (
    <p class={`heading level-${Math.round(level)}`}>
      <Inlines value={node.value} depth={depth} />
    </p>
  )
}

function Items({ value, depth }: Inside): JSX.Element {
  return (
    <>
      {nodesOf(value).map((item, index) => (
        <li key={index} value={typeof item['number'] === 'number' ? item['number'] : undefined}>
          <Inlines value={item.value} depth={depth + 1} />
        </li>
      ))}
    </>
  )
}

function Task({ done, children }: { readonly done: boolean; readonly children: ComponentChildren }): JSX.Element {
  const { message } = useWords()
  return (
    <li class={done ? 'done' : undefined}>
      <span class="box" role="img" aria-label={done ? message.done : message.notDone}>
        {done ? '☑' : '☐'}
      </span>
      <span>{children}</span>
    </li>
  )
}

function Table({ value, depth }: Inside): JSX.Element {
  const { header, rows } = (value ?? {}) as { header?: unknown; rows?: unknown }
  const cells = (row: unknown, Cell: 'th' | 'td'): JSX.Element => (
    <tr>
      {nodesOf(row).map((cell, index) => (
        <Cell key={index} class={alignment(cell['align'])}>
          <Inlines value={cell.value} depth={depth + 1} />
        </Cell>
      ))}
    </tr>
  )
  return (
    <div class="table" tabIndex={0} role="group">
      <table>
        <thead>{cells(header, 'th')}</thead>
        <tbody>{nodesOf(rows).map((row) => cells(row.value, 'td'))}</tbody>
      </table>
    </div>
  )
}

/** Hidden until it is asked for. */
function Spoiler({ children }: { readonly children: ComponentChildren }): JSX.Element {
  const { message } = useWords()
  const [open, setOpen] = useState(false)
  if (open) return <div class="spoiler open">{children}</div>
  return (
    <button type="button" class="spoiler" onClick={() => setOpen(true)}>
      {message.spoiler}
    </button>
  )
}

function alignment(align: unknown): string | undefined {
  return align === 'center' || align === 'right' ? align : undefined
}

function language(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' && value !== 'none' ? value : undefined
}
