// Making a room of one's own.
import type { Client } from './client.ts'
import { patiently } from './patience.ts'
import type { Ports } from './ports.ts'
import type { CommandOptions } from './room.ts'

/** A room to make. */
export interface NewRoom {
  /** Without `#`. Which letters it may have is the server's to say. */
  readonly name: string
  /** Anybody finds and joins a `channel`; into a `group` one is invited. @default 'channel' */
  readonly kind?: 'channel' | 'group' | undefined
  /** Usernames of who is in it from the start, beside oneself. @default nobody */
  readonly members?: readonly string[] | undefined
  /** May only its owners write? @default false */
  readonly readOnly?: boolean | undefined
}

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
