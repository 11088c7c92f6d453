// Files of rooms.

import type { ReadOperation } from '../state.ts'

export const file: ReadOperation<'file'> = ({ livechat }, { id }) => livechat.files.get(id)
