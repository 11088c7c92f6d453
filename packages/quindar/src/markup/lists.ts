// Lists and tasks: lines that begin with a mark, one item each.
import { item } from './inline.ts'
import { marked, several } from './line.ts'
import { asPlain, end, first, match, type Reader } from './scan.ts'
import type { Inline, ListItem, OrderedList, Task, Tasks, UnorderedList } from './tree.ts'

const task = marked(/- \[([x ])\][ \t]+/y, ([, done], value): Task => ({ type: 'TASK', status: done === 'x', value }))
const tasks = several(task, (value): Tasks => ({ type: 'TASKS', value }))

const numbered = marked(/(\d+)\.[ \t]+/y, ([, number = ''], value): ListItem => ({
  type: 'LIST_ITEM',
  value,
  number: parseInt(number, 10),
}))
const orderedList = several(numbered, (value): OrderedList => ({ type: 'ORDERED_LIST', value }))

const listItem = (_: unknown, value: Inline[]): ListItem => ({ type: 'LIST_ITEM', value })
const unorderedList = (value: ListItem[]): UnorderedList => ({ type: 'UNORDERED_LIST', value })
const hyphens = several(marked(/-[ \t]+/y, listItem), unorderedList)

const ASTERISK = /\*[ \t]+/y
const withoutAsterisk = first(item, asPlain(/[^\r\n*]/y))
const behindAsterisk = marked(ASTERISK, listItem, withoutAsterisk)
/** An asterisk that opens nothing makes the line no item: `* a * b` is text. */
const unlessAsterisk: Reader<ListItem> = (scan, at, within, out) => {
  const mark = match(scan, ASTERISK, at)
  const stop = mark && end(scan, withoutAsterisk, at + mark[0].length)
  return stop && scan.text[stop] !== '*' ? behindAsterisk(scan, at, within, out) : 0
}
const asterisks = several(unlessAsterisk, unorderedList)

export const list = first<Tasks | OrderedList | UnorderedList>(tasks, orderedList, hyphens, asterisks)
