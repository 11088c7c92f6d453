// What a visitor can ask a server to do, by the route of today and by the method of before, best first.
//
// A line is the route, or the method, and what it is given: `a,b` is an object of these, `a` by itself the value.
// The words are the wire's own. What they mean, from when to when there is what, and the evidence: quindar/protocol.

/** A job, as the sentence of an error names it, and its ways. */
export const ROUTES = {
  meet: ['livechat', 'GET config token,department', 'livechat:getInitialData token department'],
  register: ['registration of visitors', 'POST visitor visitor', 'livechat:registerGuest visitor'],
  // Methods begin a conversation with its first message.
  open: ['conversations', 'GET room token'],
  say: ['sending', 'POST message _id,rid,msg,token', 'sendMessageLivechat _id,rid,msg,token'],
  edit: ['editing', 'PUT message/:_id token,rid,msg'],
  delete: ['deleting', 'DELETE message/:_id token,rid'],
  upload: ['files', 'POST upload/:rid form'],
  // 6.10 refuses the method without both times.
  history: ['history', 'GET messages.history/:rid token,end,limit', 'livechat:loadHistory token,rid,end,ls,limit'],
  agent: ['agents', 'GET agent.info/:rid/:token', 'livechat:getAgentData roomId,token'],
  close: ['closing', 'POST room.close rid,token', 'livechat:closeByVisitor roomId,token'],
  rate: ['rating', 'POST room.survey rid,token,data', 'livechat:saveSurveyFeedback token rid data'],
  transcript: ['transcripts', 'POST transcript token,rid,email', 'livechat:sendTranscript token rid email'],
  offline: [
    'offline messages',
    'POST offline.message name,email,department,message',
    'livechat:sendOfflineMessage name,email,department,message',
  ],
  transfer: [
    'transfers',
    'POST visitor/department.transfer rid,token,department',
    'POST room.transfer rid,token,department',
    'livechat:setDepartmentForVisitor roomId,visitorToken,departmentId',
  ],
  page: ['pages', 'POST page.visited token,rid,pageInfo', 'livechat:pageVisited token rid pageInfo'],
} as const satisfies Record<string, readonly string[]>

export type Job = keyof typeof ROUTES
