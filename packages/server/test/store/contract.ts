// What the port promises, checked of any store. A new driver is right when this suite says so.

import type { OpenStore } from './world.ts'
import { describeAccounts } from './contract/accounts.ts'
import { describeCatchUp } from './contract/catch-up.ts'
import { describeConcurrency } from './contract/concurrency.ts'
import { describeCounters } from './contract/counters.ts'
import { describeDirectRooms } from './contract/direct-rooms.ts'
import { describeFollowing } from './contract/following.ts'
import { describeFinding } from './contract/finding.ts'
import { describeHistory } from './contract/history.ts'
import { describeJudged } from './contract/judged.ts'
import { describeLists } from './contract/lists.ts'
import { describeLivechat } from './contract/livechat.ts'
import { describeLog } from './contract/log.ts'
import { describeMembers } from './contract/members.ts'
import { describePins } from './contract/pins.ts'
import { describeRooms } from './contract/rooms.ts'
import { describeThreads } from './contract/threads.ts'
import { describeTime } from './contract/time.ts'
import { describeVisitors } from './contract/visitors.ts'
import { describeUploads } from './contract/uploads.ts'
import { describeUsers } from './contract/users.ts'

export function describeStore(open: OpenStore): void {
  describeUsers(open)
  describeRooms(open)
  describeDirectRooms(open)
  describeMembers(open)
  describeLists(open)
  describeLog(open)
  describeCounters(open)
  describeThreads(open)
  describeFollowing(open)
  describeJudged(open)
  describePins(open)
  describeHistory(open)
  describeAccounts(open)
  describeUploads(open)
  describeCatchUp(open)
  describeFinding(open)
  describeTime(open)
  describeConcurrency(open)
  describeVisitors(open)
  describeLivechat(open)
}
