// The schemas that livechat's methods and routes share.

import * as v from 'valibot'
import { LONGEST_VISITOR_TOKEN } from '../domain/livechat/tokens.ts'
import { maybe, name, plainObject } from './parameters.ts'

/** Anything that could be one: whether it is one is judged, with a code of its own, where it is looked up. */
export const visitorToken = v.pipe(v.string(), v.maxLength(LONGEST_VISITOR_TOKEN))

const LONGEST_VALUE = 1_000
const LONGEST_ADDRESS = 2_048

export const fieldValue = v.pipe(v.string(), v.maxLength(LONGEST_VALUE))

export const customField = plainObject(
  v.pipe(
    v.looseObject({ key: name, value: fieldValue, overwrite: maybe(v.boolean()) }),
    v.transform(({ key, value, overwrite }) => ({ key, value, overwrite: overwrite ?? true })),
  ),
)

export const pageInfo = plainObject(
  v.looseObject({
    change: name,
    title: name,
    location: plainObject(v.looseObject({ href: v.pipe(v.string(), v.maxLength(LONGEST_ADDRESS)) })),
  }),
)

export const surveyAnswers = v.pipe(v.array(plainObject(v.looseObject({ name, value: fieldValue }))), v.maxLength(20))

export const wishedAgent = maybe(plainObject(v.looseObject({ agentId: name, username: maybe(name) })))
