// What is compared: a program that is in #general, hears what is said there, and says something itself, written with one
// client as that client's own documents show it.

export interface Subject {
  /** Says it in #general. Settles as the client's own promise, callback or Observable does. */
  readonly send: (text: string) => Promise<unknown>
}

/**
 * Connects, logs in as alice, and listens to #general.
 * @param heard Called with the text of each message as often as the client calls back.
 */
export type StartSubject = (url: string, heard: (text: string) => void) => Promise<Subject>

/** As servers send it. */
export interface RawMessage {
  readonly msg: string
}

export const ROOM = 'GENERAL'
export const [USER, PASSWORD] = ['alice', 'alice']
