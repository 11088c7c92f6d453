// What the server is set to, for everybody: over REST by pages and by name, over DDP all at once.

import { describe, expect, it } from 'vitest'
import { callers } from '../methods/caller.ts'
import { client } from './client.ts'

const NAMES = [
  'Accounts_TwoFactorAuthentication_Enabled',
  'FileUpload_Enabled',
  'FileUpload_MaxFileSize',
  'FileUpload_MediaTypeBlackList',
  'FileUpload_MediaTypeWhiteList',
  'FileUpload_ProtectFiles',
  'Message_MaxAllowedSize',
]

describe('public settings', () => {
  it('are told to nobody in particular, page by page', async () => {
    const { ask } = await client()
    const page = async (query: Record<string, string>) => {
      const { settings, ...counts } = (await ask('GET /api/v1/settings.public', { query })).body
      return { names: (settings as { _id: string }[]).map(({ _id }) => _id), ...counts }
    }
    expect(await page({})).toEqual({ names: NAMES, count: 7, offset: 0, total: 7, success: true })
    const second = { names: NAMES.slice(1, 3), count: 2, offset: 1, total: 7, success: true }
    expect(await page({ offset: '1', count: '2' })).toEqual(second)
  })

  it('are told by name, and a name that is none is left out', async () => {
    const { ask } = await client()
    const query = { _id: 'FileUpload_MaxFileSize, Message_MaxAllowedSize,Nothing' }
    const { body } = await ask('GET /api/v1/settings.public', { query })
    expect(body).toEqual({
      settings: [
        { _id: 'FileUpload_MaxFileSize', value: 5 * 1024 * 1024 },
        { _id: 'Message_MaxAllowedSize', value: 5_000 },
      ],
      count: 2,
      offset: 0,
      total: 2,
      success: true,
    })
  })

  it('say over DDP which types are refused; since whenever nothing has changed', async () => {
    const { call } = await callers()
    const all = (await call('public-settings/get', [], {})) as { _id: string; value: unknown }[]
    expect(all.map(({ _id }) => _id)).toEqual(NAMES)
    expect(all.find(({ _id }) => _id === 'FileUpload_MediaTypeBlackList')?.value).toBe(
      'text/html,application/xhtml+xml,image/svg+xml,text/xml,application/xml,text/javascript,application/javascript',
    )
    expect(await call('public-settings/get', [new Date(0)], {})).toEqual({ update: [], remove: [] })
  })
})
