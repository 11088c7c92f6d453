// REST routes of direct rooms by their other name: `dm` for `im`.

import * as facts from 'quindar/protocol'
import type { RestFact } from 'quindar/protocol'
import { versionsOf } from '../methods/index.ts'
import { imHistory } from './room-history.ts'
import { imCreate } from './room-joining.ts'
import { imMembers } from './room-members.ts'
import { defineRoute, type Route } from './route.ts'

function another(fact: RestFact, route: Route): Route {
  return defineRoute({ ...route, path: fact.path, versions: versionsOf(fact) })
}

export const dmCreate = another(facts.dmCreate, imCreate)
export const dmHistory = another(facts.dmHistory, imHistory)
export const dmMembers = another(facts.dmMembers, imMembers)
