// The tree of a message's text, as servers send it in `md`: read here, whatever it holds, so that the views draw known
// nodes only. A tree from a foreign server may be anything; what makes no sense becomes the text that it holds.

/** A node as it comes. */
export interface MarkupNode {
  readonly type: string
  readonly value?: unknown
  readonly [field: string]: unknown
}

/** Nodes inside nodes: deeper ones are drawn as their text. Nobody writes that deep. */
export const DEPTH_MOST = 24

/** The nodes in `value`; texts and other things that are no nodes are left out. */
export function nodesOf(value: unknown): readonly MarkupNode[] {
  const list: readonly unknown[] = Array.isArray(value) ? value : value === undefined ? [] : [value]
  return list.filter((item): item is MarkupNode => typeof (item as MarkupNode | null)?.type === 'string')
}

/** All the text in a node. */
export function textOf(value: unknown, depth = 0): string {
  if (typeof value === 'string') return value
  if (depth > DEPTH_MOST || typeof value !== 'object' || value === null) return ''
  if (Array.isArray(value)) return value.map((item) => textOf(item, depth + 1)).join('')
  const node = value as Partial<MarkupNode>
  const own = textOf(node.value, depth + 1)
  if (own !== '') return own
  const { label, src, unicode, fallback } = node
  return [label, src, unicode, fallback].map((part) => textOf(part, depth + 1)).find((text) => text !== '') ?? ''
}

/** Where a link may lead. */
const SCHEMES = new Set(['http:', 'https:', 'mailto:', 'tel:'])

/** The address of a link that is safe to follow; undefined: show it as text. */
export function safeAddress(source: string): string | undefined {
  // As the dialect writes addresses without a scheme.
  const text = source.startsWith('//') ? `https:${source}` : source
  try {
    const url = new URL(text)
    return SCHEMES.has(url.protocol) ? url.href : undefined
  } catch {
    return undefined
  }
}
