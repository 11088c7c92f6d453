// A public setting as the wire has it.

import type { Setting } from 'quindar/protocol'
import type { PublicSetting } from '../domain/public-settings.ts'

export function wireSetting({ id, value }: PublicSetting): Setting {
  return { _id: id, value }
}
