// The second step of a login by mail, in Chinese, in a real browser.
import { expect, test } from 'vitest'
import { enrolByMail } from '../totp.ts'
import { findings } from './axe.ts'
import { stage } from './stage.ts'

test('a code by mail in Chinese: when it was sent, another one, the right one lets in', async () => {
  const mails: string[] = []
  await using s = await stage({
    limits: 'none',
    mail: ({ text }) => Promise.resolve(void mails.push(text.slice(0, 6))),
  })
  await enrolByMail(s.url)
  const page = await s.visit({ locale: 'zh-CN' })
  await page.fill('input[autocomplete=username]', 'alice')
  await page.fill('input[type=password]', 'alice')
  await page.keyboard.press('Enter')
  await page.getByText('请输入发到 alice 邮箱的验证码。').waitFor()
  await page.getByText(/^验证码刚刚发出，\d\d:\d\d 之前有效。$/).waitFor()
  expect(await page.getAttribute('input[autocomplete=one-time-code]', 'inputmode')).toBe('numeric')
  await page.getByRole('button', { name: '重新发送验证码' }).click()
  await page.getByRole('status').getByText('新的验证码已发出，之前的不再有效。').waitFor()
  expect(mails).toHaveLength(2)
  expect(await findings(page)).toEqual([])
  await page.keyboard.type(mails[0] ?? '')
  await page.keyboard.press('Enter')
  await page.getByRole('alert').getByText('验证码不对，或者已经过期。').waitFor()
  // The wrong one is marked, so that the next is typed over it.
  await page.keyboard.type(mails[1] ?? '')
  await page.getByRole('button', { name: '确认' }).click()
  await page.waitForSelector('.room-link')
  expect(s.complaints).toEqual([])
})
