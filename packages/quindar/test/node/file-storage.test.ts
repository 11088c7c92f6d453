// fileStorage: a folder with a file for each key, whole or not at all, whoever else uses it.
import { readdirSync } from 'node:fs'
import { mkdir, mkdtemp, open, readdir, rm, stat, writeFile, type FileHandle } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test, vi } from 'vitest'
import { fileStorage } from 'quindar/node'

async function ground(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'quindar-files-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  return folder
}

test('what is set is there for the next who opens the folder, until it is deleted', async () => {
  const folder = join(await ground(), 'made', 'when needed')
  const storage = fileStorage(folder)
  expect(await storage.entries('')).toEqual([])
  await storage.delete('a')
  await storage.set('outbox/http://host:1/a*?', 'one 🀄')
  await storage.set('outbox/b', 'two')
  await storage.set('outbox/b', 'two, again')
  await storage.set('else', 'three')
  const next = fileStorage(folder)
  expect(new Map(await next.entries('outbox/'))).toEqual(
    new Map([
      ['outbox/http://host:1/a*?', 'one 🀄'],
      ['outbox/b', 'two, again'],
    ]),
  )
  await next.delete('outbox/b')
  expect(await storage.entries('outbox/b')).toEqual([])
  expect(await readdir(folder)).toHaveLength(2)
})

test('nobody but its owner may read it', async () => {
  const folder = join(await ground(), 'mine')
  await fileStorage(folder).set('a', 'secret')
  expect((await stat(folder)).mode & 0o777).toBe(0o700)
  expect((await stat(join(folder, 'a.json'))).mode & 0o777).toBe(0o600)
})

test('what a crash has left half written, and files of others, are no entries', async () => {
  const folder = await ground()
  await writeFile(join(folder, 'a.1-1.tmp'), 'half')
  await writeFile(join(folder, 'README.md'), 'else')
  await writeFile(join(folder, '%E0%A4%A.json'), 'no name of ours')
  const storage = fileStorage(folder)
  await storage.set('a', 'whole')
  expect(await storage.entries('a')).toEqual([['a', 'whole']])
})

test('many at once, over one key too, leave the last and nothing half', async () => {
  const folder = await ground()
  const storages = [fileStorage(folder), fileStorage(folder)]
  await Promise.all(storages.flatMap((storage, n) => [storage.set('same', `${n}`), storage.set(`own ${n}`, `${n}`)]))
  expect((await readdir(folder)).toSorted()).toEqual(['own%200.json', 'own%201.json', 'same.json'])
})

test('what cannot be written or read rejects with the reason, and leaves nothing', async () => {
  const folder = await ground()
  const file = join(folder, 'file')
  await writeFile(file, '')
  await expect(fileStorage(file).entries('')).rejects.toMatchObject({ code: 'ENOTDIR' })
  await expect(fileStorage(file).set('a', 'b')).rejects.toMatchObject({ code: 'EEXIST' })
  await mkdir(join(folder, 'a.json'))
  await expect(fileStorage(folder).set('a', 'b')).rejects.toMatchObject({ code: expect.any(String) as string })
  await expect(fileStorage(folder).set('b', {} as never)).rejects.toMatchObject({ code: 'ERR_INVALID_ARG_TYPE' })
  expect((await readdir(folder)).toSorted()).toEqual(['a.json', 'file'])
  await expect(fileStorage(folder).entries('a')).rejects.toMatchObject({ code: 'EISDIR' })
})

test('what is set survives a crash of the machine: the file is synced before it has its name, its folder after that', async () => {
  const folder = await ground()
  const probe = await open(folder)
  const handles = Object.getPrototypeOf(probe) as FileHandle
  await probe.close()
  const there: string[] = []
  const sync = vi.spyOn(handles, 'sync').mockImplementation(() => {
    there.push(readdirSync(folder).join().replace(/\d+/g, 'n'))
    return Promise.resolve()
  })
  await fileStorage(folder).set('a', 'whole')
  sync.mockRestore()
  expect(there).toEqual(['a.n-n.tmp', 'a.json'])
})
