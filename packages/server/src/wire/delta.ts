// What was lost since the time that a client asked from.

export function wireRemoved(id: string, at: number): { _id: string; _deletedAt: Date } {
  return { _id: id, _deletedAt: new Date(at) }
}
