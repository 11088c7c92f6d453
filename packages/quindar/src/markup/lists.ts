// Lists and tasks: lines that begin with a mark, one item each.
import { item } from './inline.ts'
import { marked, several } from './line.ts'
import { asPlain, first } from './scan.ts'
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

const asterisks = several(marked(/\*[ \t]+/y, listItem, first(item, asPlain(/[^\r\n*]/y))), unorderedList)

export const list = first<Tasks | OrderedList | UnorderedList>(tasks, orderedList, hyphens, asterisks)
