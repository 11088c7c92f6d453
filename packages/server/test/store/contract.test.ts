import { describe } from 'vitest'
import { describeStore } from './contract.ts'
import { stores } from './world.ts'

describe.each(stores)('$name', ({ open }) => {
  describeStore(open)
})
