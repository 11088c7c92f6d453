// Lists that mostly have one item, and then are that item: there are thousands of them, and an array weighs 60 bytes.
// Replaced, never changed, so that whoever goes through one keeps the list he started with.

/** None, one, or many; of items that are no arrays. */
export type Few<Item> = Item | readonly Item[] | undefined

export function all<Item>(few: Few<Item>): readonly Item[] {
  if (Array.isArray(few)) return few as readonly Item[]
  return few === undefined ? [] : [few as Item]
}

export function few<Item>(items: readonly Item[]): Few<Item> {
  return items.length > 1 ? items : items[0]
}

export function add<Item>(map: Map<string, Few<Item>>, key: string, item: Item): void {
  map.set(key, few([...all(map.get(key)), item]))
}

export function remove<Item>(map: Map<string, Few<Item>>, key: string, item: Item): void {
  const rest = few(all(map.get(key)).filter((other) => other !== item))
  if (rest) map.set(key, rest)
  else map.delete(key)
}
