// The second step of a login in a real browser, by keyboard alone. By mail and in Chinese: the deep test.
import { expect, test } from 'vitest'
import { enrol } from '../totp.ts'
import { findings } from './axe.ts'
import { stage } from './stage.ts'

test('an authenticator is asked for by keyboard alone: a wrong code, back by Escape, the right one', async () => {
  await using s = await stage()
  const { code } = await enrol(await s.client('alice'), Date.now)
  const page = await s.visit()
  const focus = (name: string): Promise<unknown> =>
    page.waitForFunction((wanted) => document.activeElement?.getAttribute('autocomplete') === wanted, name)
  const type = async (text: string): Promise<void> => {
    await page.keyboard.type(text)
    await page.keyboard.press('Enter')
  }
  await focus('username')
  await page.keyboard.type('alice')
  await page.keyboard.press('Tab')
  await type('alice')
  await focus('one-time-code')
  expect(await page.getByRole('heading').innerText()).toBe('One more step')
  await page.getByText('Type the code that your authenticator shows for alice.').waitFor()
  expect(await findings(page)).toEqual([])
  await page.keyboard.press('Enter')
  expect(await page.locator('.field .error').innerText()).toBe('Type the code.')
  await type('000000')
  expect(await page.getByRole('alert').innerText()).toMatch(/^This code is wrong, or too old by now\./)
  await focus('one-time-code')
  expect(await findings(page)).toEqual([])

  await page.keyboard.press('Escape')
  await focus('current-password')
  expect(await page.getByRole('alert').count()).toBe(0)
  expect(await page.inputValue('input[autocomplete=username]')).toBe('alice')
  await page.keyboard.press('Enter')
  await focus('one-time-code')
  await type(code())
  await page.waitForSelector('.room-link')
  await page.reload()
  await page.waitForSelector('.room-link')
  expect(s.complaints).toEqual([])
})
