import { expect, test } from 'vitest'
import { rig, until } from './rig.ts'

test('a login is kept, so that a reload stays in', async () => {
  await using r = await rig()
  const { page } = await r.alice()
  expect(page.session.phase.value).toBe('signedIn')
  await until(() => r.storage.texts.get('quindar.chat.login')?.includes('"username":"alice"'))
  expect(r.storage.texts.get('quindar.chat.login')).not.toContain('password')
  page.dispose()

  const again = r.load()
  expect(again.session.phase.value).toBe('signedIn')
  await until(() => again.chat.value?.rooms.loaded.value)
  expect(again.chat.value?.me.value).toMatchObject({ username: 'alice', name: 'Alice Chen' })
})

test('a wrong password is told, the form keeps the name, nobody is in', async () => {
  await using r = await rig()
  const page = r.load()
  await page.session.login('alice', 'wrong')
  expect(page.session.trouble.value).toEqual({ kind: 'wrongPassword' })
  expect(page.session.phase.value).toBe('signedOut')
  expect(page.session.busy.value).toBe(false)
  expect(page.session.client.value).toBeUndefined()
  expect(r.storage.texts.has('quindar.chat.login')).toBe(false)
  await page.session.login('alice', 'alice')
  expect(page.session.trouble.value).toBeUndefined()
  expect(page.session.phase.value).toBe('signedIn')
})

test('a server that is not there is told after the first attempt', async () => {
  await using r = await rig()
  const page = r.load('http://127.0.0.1:9')
  await page.session.login('alice', 'alice')
  expect(page.session.trouble.value).toEqual({ kind: 'unreachable' })
  expect(page.session.phase.value).toBe('signedOut')
})

test('a token that is not valid any more asks for the password, with the name at hand', async () => {
  await using r = await rig()
  r.storage.setItem('quindar.chat.login', JSON.stringify({ token: 'x'.repeat(43), username: 'alice' }))
  const page = r.load()
  expect(page.session.phase.value).toBe('signedIn')
  await until(() => page.session.phase.value === 'signedOut')
  expect(page.session.trouble.value).toEqual({ kind: 'sessionExpired' })
  expect(page.session.lastUser.value).toBe('alice')
  expect(r.storage.texts.has('quindar.chat.login')).toBe(false)
})

test('after an expired session the same person goes on where she was, with what she had written', async () => {
  await using r = await rig()
  r.storage.setItem('quindar.chat.login', JSON.stringify({ token: 'x'.repeat(43), username: 'alice' }))
  const page = r.load()
  const { chat } = page
  const before = chat.value
  before?.drafts.write('GENERAL', 'half a sentence')
  await until(() => page.session.phase.value === 'signedOut')
  await page.session.login('Alice', 'alice')
  expect(page.session.phase.value).toBe('signedIn')
  expect(chat.value).toBe(before)
  expect(chat.value?.drafts.read('GENERAL')).toBe('half a sentence')
})

test('somebody else who logs in after that sees nothing of it', async () => {
  await using r = await rig()
  r.storage.setItem('quindar.chat.login', JSON.stringify({ token: 'x'.repeat(43), username: 'alice' }))
  const page = r.load()
  page.chat.value?.drafts.write('GENERAL', 'for my eyes')
  await until(() => page.session.phase.value === 'signedOut')
  await page.session.login('bob', 'bob')
  await until(() => page.chat.value?.me.value.username === 'bob')
  expect(page.chat.value?.drafts.read('GENERAL')).toBe('')
})

test('logging out forgets the token, here and at the server', async () => {
  await using r = await rig()
  const { page } = await r.alice()
  await until(() => r.storage.texts.has('quindar.chat.login'))
  const login = r.storage.texts.get('quindar.chat.login') ?? ''
  await page.session.logout()
  expect(page.session.phase.value).toBe('signedOut')
  expect(page.session.trouble.value).toBeUndefined()
  expect(page.chat.value).toBeUndefined()
  expect(r.storage.texts.has('quindar.chat.login')).toBe(false)
  r.storage.setItem('quindar.chat.login', login)
  const thief = r.load()
  await until(() => thief.session.trouble.value?.kind === 'sessionExpired')
})

test('who logs out in one tab is out in the other', async () => {
  await using r = await rig()
  const { page } = await r.alice()
  await until(() => r.storage.texts.has('quindar.chat.login'))
  r.otherTab('quindar.theme')
  r.otherTab('quindar.chat.login')
  expect(page.session.phase.value).toBe('signedIn')
  r.storage.removeItem('quindar.chat.login')
  r.otherTab('quindar.chat.login')
  expect(page.session.phase.value).toBe('signedOut')
  expect(page.session.client.value).toBeUndefined()
})

test('a storage that keeps nothing is told, and everything works', async () => {
  await using r = await rig()
  r.storage.full = new Error('QuotaExceededError')
  const { page, chat } = await r.alice()
  await until(() => !page.keep.durable.value)
  chat.drafts.write('GENERAL', 'still here')
  expect(chat.drafts.read('GENERAL')).toBe('still here')
  r.otherTab(null)
  expect(page.session.phase.value).toBe('signedIn')
})

test('a login that is no login any more is none', async () => {
  await using r = await rig()
  for (const text of ['', 'null', '{', '{"token":""}', '{"token":"x"}', '{"token":1,"username":"alice"}', '[]']) {
    r.storage.setItem('quindar.chat.login', text)
    expect(r.load().session.phase.value).toBe('signedOut')
  }
})
