// A login on the chat page to an account that has a second factor, without a browser.
import { startFaultProxy } from '@quindar/testkit'
import { expect, test } from 'vitest'
import { createSecondFactor } from '../model/second-factor.ts'
import { rig, until, type Rig } from './rig.ts'
import { enrol, enrolByMail, type Authenticator } from './totp.ts'

async function withAuthenticator(r: Rig): Promise<Authenticator> {
  return enrol(await r.other('alice'), () => r.server.domain.ground.clock.now())
}

test('a server that wants a code is answered: a wrong one is told, the right one lets in, spaces do not count', async () => {
  await using r = await rig()
  const { code } = await withAuthenticator(r)
  const { session } = r.load()
  const login = session.login('alice', 'alice')
  const { question, checking } = session.secondFactor
  await until(() => question.value)
  expect(question.value).toEqual({ method: 'totp', wrong: false, codeSent: false, codeExpires: undefined })
  expect([session.busy.value, session.phase.value, checking.value]).toEqual([true, 'signedOut', false])
  session.secondFactor.answer('000 00')
  expect(checking.value).toBe(true)
  await until(() => question.value?.wrong)
  expect(checking.value).toBe(false)
  const right = code()
  session.secondFactor.answer(` ${right.slice(0, 3)} ${right.slice(3)} `)
  await login
  expect([session.phase.value, session.busy.value, session.trouble.value]).toEqual(['signedIn', false, undefined])
  expect([question.value, checking.value]).toEqual([undefined, false])
})

test('a backup code does as well', async () => {
  await using r = await rig()
  const { backup } = await withAuthenticator(r)
  const { session } = r.load()
  const login = session.login('alice', 'alice')
  await until(() => session.secondFactor.question.value)
  session.secondFactor.answer(backup[0] ?? '')
  await login
  expect(session.phase.value).toBe('signedIn')
})

test('who gives it up is back at the form, without a word of reproach, and may begin again', async () => {
  await using r = await rig()
  const { code } = await withAuthenticator(r)
  const { session } = r.load()
  const given = session.login('alice', 'alice')
  await until(() => session.secondFactor.question.value)
  session.secondFactor.cancel()
  await given
  expect([session.phase.value, session.busy.value, session.trouble.value]).toEqual(['signedOut', false, undefined])
  expect(session.secondFactor.question.value).toBeUndefined()
  const login = session.login('alice', 'alice')
  await until(() => session.secondFactor.question.value)
  session.secondFactor.answer(code())
  await login
  expect(session.phase.value).toBe('signedIn')
})

test('three wrong codes end the login with a sentence; too many lock it with another', async () => {
  await using r = await rig({ limits: 'none' })
  await withAuthenticator(r)
  const { session } = r.load()
  const { question, checking, answer } = session.secondFactor
  async function wrongCodes(): Promise<void> {
    const login = session.login('alice', 'alice')
    const stop = question.subscribe((asked) => asked && !checking.value && queueMicrotask(() => answer('0')))
    await login
    stop()
  }
  await wrongCodes()
  expect(session.trouble.value).toEqual({ kind: 'secondFactorWrong' })
  await wrongCodes()
  expect(session.trouble.value).toEqual({ kind: 'secondFactorLocked' })
  expect([session.phase.value, question.value]).toEqual(['signedOut', undefined])
})

test('the question outlives a connection that dies while the code is looked up', async () => {
  await using r = await rig()
  const { code } = await withAuthenticator(r)
  await using proxy = await startFaultProxy(r.server.url)
  const { session } = r.load(proxy.url)
  const login = session.login('alice', 'alice')
  await until(() => session.secondFactor.question.value)
  const before = proxy.total
  proxy.cut()
  await until(() => proxy.total > before && proxy.open > 0)
  expect([session.busy.value, session.trouble.value]).toEqual([true, undefined])
  session.secondFactor.answer(code())
  await login
  expect([session.phase.value, session.trouble.value]).toEqual(['signedIn', undefined])
})

test('a code given to a server that is gone is answered with the first dial that fails', async () => {
  await using r = await rig()
  const { code } = await withAuthenticator(r)
  await using proxy = await startFaultProxy(r.server.url)
  const { session } = r.load(proxy.url)
  const login = session.login('alice', 'alice')
  await until(() => session.secondFactor.question.value)
  await proxy.listen(false)
  session.secondFactor.answer(code())
  await login
  expect([session.phase.value, session.trouble.value]).toEqual(['signedOut', { kind: 'unreachable' }])
  expect(session.secondFactor.question.value).toBeUndefined()
  // Shorter than the deadline of a login, which is what one waits for otherwise.
}, 20_000)

test('an expired session is asked for the code too, and goes on where it was', async () => {
  await using r = await rig()
  const { code } = await withAuthenticator(r)
  r.storage.setItem('quindar.chat.login', JSON.stringify({ token: 'x'.repeat(43), username: 'alice' }))
  const page = r.load()
  const { session } = page
  const before = page.chat.value
  await until(() => session.trouble.value?.kind === 'sessionExpired')
  const login = session.login('alice', 'alice')
  await until(() => session.secondFactor.question.value)
  session.secondFactor.answer(code())
  await login
  expect(session.phase.value).toBe('signedIn')
  expect(page.chat.value).toBe(before)
})

test('a mailed code lets in; another can be had, and the one before is worth nothing', async () => {
  const mails: string[] = []
  let broken = false
  const mail = ({ text }: { text: string }): Promise<void> =>
    broken ? Promise.reject(new Error('no post office')) : Promise.resolve(void mails.push(text.slice(0, 6)))
  await using r = await rig({ limits: 'none', mail, report: () => {} })
  await enrolByMail(r.server.url)
  const { session } = r.load()
  const login = session.login('alice', 'alice')
  const { question, mailing, mailAnother, answer } = session.secondFactor
  await until(() => question.value)
  expect(question.value).toMatchObject({ method: 'email', wrong: false, codeSent: true })
  const expires = question.value?.codeExpires?.getTime()
  expect(expires).toBeGreaterThan(r.server.domain.ground.clock.now())
  expect(mails).toHaveLength(1)

  broken = true
  await mailAnother()
  expect(mailing.value).toMatchObject({ kind: 'refused' })
  broken = false
  const another = mailAnother()
  expect(mailing.value).toBe('sending')
  await mailAnother()
  await another
  expect(mailing.value).toBe('sent')
  expect(mails).toHaveLength(2)

  answer(mails[0] ?? '')
  expect(mailing.value).toBeUndefined()
  await until(() => question.value?.wrong)
  expect(question.value).toMatchObject({ method: 'email', codeSent: true })
  expect(question.value?.codeExpires?.getTime()).toBe(expires)
  answer(mails[1] ?? '')
  await login
  expect(session.phase.value).toBe('signedIn')
})

test('a code that was mailed for an earlier try still counts, and that is said', async () => {
  const mails: string[] = []
  const mail = ({ text }: { text: string }): Promise<void> => Promise.resolve(void mails.push(text.slice(0, 6)))
  await using r = await rig({ limits: 'none', mail })
  await enrolByMail(r.server.url)
  const { session } = r.load()
  const given = session.login('alice', 'alice')
  await until(() => session.secondFactor.question.value)
  session.secondFactor.cancel()
  await given
  const login = session.login('alice', 'alice')
  await until(() => session.secondFactor.question.value)
  expect(session.secondFactor.question.value).toMatchObject({ codeSent: false, wrong: false })
  expect(mails).toHaveLength(1)
  session.secondFactor.answer(mails[0] ?? '')
  await login
  expect(session.phase.value).toBe('signedIn')
})

test('outside of a login there is nothing to answer, to give up or to mail', async () => {
  const { question, mailing, checking, answer, cancel, mailAnother } = createSecondFactor()
  answer('123456')
  cancel()
  await mailAnother()
  expect([question.value, mailing.value, checking.value]).toEqual([undefined, undefined, false])
})

test('what else a server wants a code for has no place on this page and is not waited for', async () => {
  const factor = createSecondFactor()
  const challenge = { action: 'createChannel', method: 'totp', attempt: 1 } as never
  await expect(factor.ask(challenge)).resolves.toBeUndefined()
  expect(factor.question.value).toBeUndefined()
})
