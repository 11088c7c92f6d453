// A snippet of a document as a program: with what the text around it takes for granted, against a server of its own.

import {
  peerFolder,
  PeerNotInstalledError,
  pointedAt,
  startServer,
  type PeerName,
  type Snippet,
} from '@quindar/testkit'
import type { TestContext } from 'vitest'
import type { Example } from './example.ts'
import { EXAMPLES } from './examples.ts'
import { runCode, type Outcome } from './running.ts'

/** Ninety megabytes: what is written with it is run with the long tests. */
export const HEAVY: PeerName = '@rocket.chat/ddp-client'

export const isCode = ({ language }: Snippet): boolean => language === 'ts' || language === 'js'
export const placeOf = ({ document, line }: Snippet): string => `${document}:${line}`
export const exampleOf = ({ name = '' }: Snippet): Example | undefined => EXAMPLES[name]

/** @param server The address to use in place of the one that documents give. */
export function programOf(snippet: Snippet, server: string): string {
  const { before = '', after = '', instead = {} } = exampleOf(snippet) ?? {}
  const code = Object.entries(instead).reduce((text, [from, to]) => text.replace(from, to), snippet.code)
  return pointedAt(before + code + after, server)
}

/** Without a registry to have the snippet's library from, the test is skipped and says so. */
export async function runProgram(snippet: Snippet, { skip }: TestContext): Promise<Outcome> {
  const { server: options, peer } = exampleOf(snippet) ?? {}
  const folder = peer && folderOf(peer, skip)
  await using server = await startServer(options)
  return await runCode(programOf(snippet, server.url), folder)
}

function folderOf(peer: PeerName, skip: TestContext['skip']): string {
  try {
    return peerFolder(peer)
  } catch (error) {
    if (error instanceof PeerNotInstalledError) return skip(error.message)
    throw error
  }
}
