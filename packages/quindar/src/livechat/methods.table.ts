// What a visitor could ask older servers over the socket, by the name of the job: loaded where there is no route. A line
// is the method and its parameters in their order; how to read them: routes.table.ts.
//
// What they mean, from when to when there is what, and the evidence: quindar/protocol.

export const METHODS: Readonly<Record<string, string>> = {
  livechat: 'livechat:getInitialData token department',
  'registration of visitors': 'livechat:registerGuest visitor',
  sending: 'sendMessageLivechat _id,rid,msg,token',
  // 6.10 refuses it without both times.
  history: 'livechat:loadHistory token,rid,end,ls,limit',
  agents: 'livechat:getAgentData roomId,token',
  closing: 'livechat:closeByVisitor roomId,token',
  rating: 'livechat:saveSurveyFeedback token rid data',
  transcripts: 'livechat:sendTranscript token rid email',
  'offline messages': 'livechat:sendOfflineMessage name,email,department,message',
  transfers: 'livechat:setDepartmentForVisitor roomId,visitorToken,departmentId',
  pages: 'livechat:pageVisited token rid pageInfo',
}
