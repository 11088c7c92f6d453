// The few functions of Node that are used here. The types of all of Node would let the client forget that it is for
// browsers too.

declare module 'node:fs/promises' {
  interface FileHandle {
    writeFile(text: string): Promise<void>
    sync(): Promise<void>
    close(): Promise<void>
  }
  export function mkdir(path: string, options: { recursive: true; mode: number }): Promise<unknown>
  export function open(path: string, flags: string, mode?: number): Promise<FileHandle>
  export function readdir(path: string): Promise<string[]>
  export function readFile(path: string, encoding: 'utf8'): Promise<string>
  export function rename(from: string, to: string): Promise<void>
  export function rm(path: string, options: { force: true }): Promise<void>
}

declare module 'node:path' {
  export function join(...parts: string[]): string
}

declare module 'node:process' {
  export const pid: number
}
