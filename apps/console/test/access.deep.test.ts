import { launchBrowser } from '@quindar/testkit'
import { expect, test } from 'vitest'
import { findingsOfGallery, LOOKS } from '../../chat/test/browser/axe.ts'

test('axe finds nothing in any state of the console, wide and narrow, light and dark, in both languages', async () => {
  await using browser = await launchBrowser()
  expect(await findingsOfGallery(browser, () => LOOKS.slice(0, 2), 'console')).toEqual([])
}, 600_000)
