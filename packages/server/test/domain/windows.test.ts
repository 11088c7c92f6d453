import { describe, expect, it } from 'vitest'
import { Windows } from '../../src/domain/windows.ts'

describe('counting windows', () => {
  it('sweep out what has closed once there are ten thousand, and keep what has not', () => {
    const windows = new Windows()
    for (let i = 0; i < 9_999; i++) windows.count(`short ${i}`, 0, 1_000)
    windows.count('long', 0, 60_000)
    expect(windows.size).toBe(10_000)
    windows.count('late', 1_000, 1_000)
    expect(windows.size).toBe(2)
    expect(windows.count('long', 1_000, 60_000)).toMatchObject({ count: 2, endsAt: 60_000 })
  })

  it('do not look through the living again and again', () => {
    const windows = new Windows()
    for (let i = 0; i < 20_000; i++) windows.count(`key ${i}`, 0, 60_000)
    expect(windows.size).toBe(20_000)
    windows.count('one more', 60_000, 1_000)
    expect(windows.size).toBe(1)
  })
})
