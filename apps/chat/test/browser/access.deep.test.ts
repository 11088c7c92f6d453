import { launchBrowser } from '@quindar/testkit'
import { expect, test } from 'vitest'
import { findingsOfGallery, LOOKS } from './axe.ts'

test('axe finds nothing in any state of the gallery, at every width, in both themes and languages', async () => {
  await using browser = await launchBrowser()
  expect(await findingsOfGallery(browser, () => LOOKS)).toEqual([])
}, 600_000)
