// Making a room of one's own.
import type { Client } from '../client.ts'
import { patiently } from '../routes/patience.ts'
import type { Ports } from '../ports.ts'
import type { CommandOptions, NewRoom } from './room.ts'

/** Resolves with the room's id. */
export async function makeRoom(
  { call, ports }: Pick<Client, 'call'> & { readonly ports: Ports },
  { name, kind = 'channel', members = [], readOnly = false }: NewRoom,
  options?: CommandOptions,
): Promise<string> {
  const method = kind === 'group' ? 'createPrivateGroup' : 'createChannel'
  const { rid } = await patiently(ports, options, (wishes) =>
    call({ name: method, ...wishes }, name, [...members], readOnly),
  )
  return rid
}
