// JSON as text: its tokens with their places, and the first thing that is wrong with it. Nothing is read into values
// and written again, so what is shown is what went over the wire, number by number.

export type TokenKind = 'key' | 'string' | 'number' | 'word' | 'mark' | 'space' | 'bad'

/** A piece of the text, from `start` up to and without `end`. */
export interface Token {
  readonly kind: TokenKind
  readonly start: number
  readonly end: number
}

/** What JSON does not allow, where it is not allowed. */
export type JsonFault =
  | 'empty'
  | 'unfinished'
  | 'afterwards'
  | 'value'
  | 'key'
  | 'colon'
  | 'comma'
  | 'trailing-comma'
  | 'single-quotes'
  | 'string'

/** The first fault: where it is, lines and columns counted from 1. */
export interface JsonProblem {
  readonly fault: JsonFault
  readonly at: number
  readonly line: number
  readonly column: number
}

const PIECE =
  /(?<space>[ \t\r\n]+)|(?<string>"(?:[ !#-[\]-\uffff]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*")|(?<number>-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?(?![\w.]))|(?<word>(?:true|false|null)(?!\w))|(?<mark>[{}[\],:])|(?<bad>"(?:[^"\\\n]|\\.)*"?|[^\s{}[\],:"]+|[^])/y

/** All of the text, piece by piece; what is no JSON is `bad`. A string that a colon follows is a `key`. */
export function tokenize(text: string): Token[] {
  const tokens: Token[] = []
  PIECE.lastIndex = 0
  for (let found = PIECE.exec(text); found; found = PIECE.exec(text)) {
    const kind = Object.entries(found.groups ?? {}).find(([, piece]) => piece !== undefined)?.[0] as TokenKind
    tokens.push({ kind, start: found.index, end: PIECE.lastIndex })
    if (PIECE.lastIndex === text.length) break
  }
  return tokens.map((token, index) =>
    token.kind === 'string' && isKey(tokens, index, text) ? { ...token, kind: 'key' } : token,
  )
}

function isKey(tokens: readonly Token[], index: number, text: string): boolean {
  const next = tokens[index + 1]?.kind === 'space' ? tokens[index + 2] : tokens[index + 1]
  return next !== undefined && text[next.start] === ':'
}

type Expecting = 'value' | 'first-value' | 'key' | 'first-key' | 'colon' | 'comma' | 'end'

/** The first thing that is wrong, or `undefined` for JSON. */
export function findProblem(text: string): JsonProblem | undefined {
  const open: string[] = []
  let expecting: Expecting = 'value'
  for (const { kind, start, end } of tokenize(text)) {
    if (kind === 'space') continue
    const piece = text.slice(start, end)
    const fault = faultOf(piece, kind, expecting)
    if (fault !== undefined) return problemAt(text, fault, start)
    if (piece === '{' || piece === '[') {
      open.push(piece)
      expecting = piece === '{' ? 'first-key' : 'first-value'
    } else if (piece === '}' || piece === ']') {
      if (open.pop() !== (piece === '}' ? '{' : '[')) return problemAt(text, 'comma', start)
      expecting = open.length > 0 ? 'comma' : 'end'
    } else if (piece === ',') {
      expecting = open.at(-1) === '{' ? 'key' : 'value'
    } else if (expecting === 'key' || expecting === 'first-key') {
      expecting = 'colon'
    } else if (piece === ':') {
      expecting = 'value'
    } else {
      expecting = open.length > 0 ? 'comma' : 'end'
    }
  }
  if (expecting === 'end') return undefined
  return problemAt(text, text.trim() === '' ? 'empty' : 'unfinished', text.length)
}

function faultOf(piece: string, kind: TokenKind, expecting: Expecting): JsonFault | undefined {
  if (kind === 'bad') return badPiece(piece, expecting)
  const closes = piece === '}' || piece === ']'
  const isScalar = kind !== 'mark'
  switch (expecting) {
    case 'value':
      if (closes) return 'trailing-comma'
      return isScalar || piece === '{' || piece === '[' ? undefined : 'value'
    case 'first-value':
      return isScalar || piece === '{' || piece === '[' || piece === ']' ? undefined : 'value'
    case 'key':
      if (closes) return 'trailing-comma'
      return kind === 'key' || kind === 'string' ? undefined : 'key'
    case 'first-key':
      return kind === 'key' || kind === 'string' || piece === '}' ? undefined : 'key'
    case 'colon':
      return piece === ':' ? undefined : 'colon'
    case 'comma':
      return piece === ',' || closes ? undefined : 'comma'
    case 'end':
      return 'afterwards'
  }
}

function badPiece(piece: string, expecting: Expecting): JsonFault {
  if (piece.startsWith('"')) return 'string'
  if (piece.startsWith("'")) return 'single-quotes'
  if (expecting === 'end') return 'afterwards'
  if (expecting === 'comma' || expecting === 'colon') return expecting
  return expecting.endsWith('key') ? 'key' : 'value'
}

function problemAt(text: string, fault: JsonFault, at: number): JsonProblem {
  const before = text.slice(0, at).split('\n')
  return { fault, at, line: before.length, column: (before.at(-1)?.length ?? 0) + 1 }
}

/** Without the white space that means nothing: what goes over the wire is one line. */
export function compact(text: string): string {
  return tokenize(text)
    .filter(({ kind }) => kind !== 'space')
    .map(({ start, end }) => text.slice(start, end))
    .join('')
}

/** Laid out over lines, for reading. Short lists and objects stay on one line. */
export function layOut(text: string): string {
  const pieces = tokenize(text)
    .filter(({ kind }) => kind !== 'space')
    .map(({ start, end }) => text.slice(start, end))
  let at = 0
  const write = (indent: string): string => {
    const piece = pieces[at++] ?? ''
    if (piece !== '{' && piece !== '[') return piece
    const inner: string[] = []
    const deeper = `${indent}  `
    while (at < pieces.length && pieces[at] !== '}' && pieces[at] !== ']') {
      let item = write(deeper)
      if (pieces[at] === ':') {
        at += 1
        item += `: ${write(deeper)}`
      }
      inner.push(item)
      if (pieces[at] === ',') at += 1
    }
    const close = pieces[at++] ?? ''
    const line = inner.join(', ')
    if (line.length + indent.length <= SHORT && !line.includes('\n')) return `${piece}${padded(line, piece)}${close}`
    return `${piece}\n${inner.map((item) => deeper + item).join(',\n')}\n${indent}${close}`
  }
  return write('')
}

/** Characters that fit into a line beside the steps. */
const SHORT = 60

function padded(line: string, open: string): string {
  return open === '{' && line !== '' ? ` ${line} ` : line
}
