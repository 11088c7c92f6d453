// A sample of the matrix that editions.deep.test.ts runs whole: the oldest release, the last with all methods, one that
// has lost some, and the one that is announced to have lost nearly all.
import { describeClientAt } from './suite.ts'

describeClientAt(3, 'meteor', 'blocked')
describeClientAt(7, 'streamer', 'open')
describeClientAt(9, 'meteor', 'open')
describeClientAt(9, 'meteor', 'blocked')
