// What few chats ask of a server, by the routes of today: loaded with more.ts. How to read a line: routes.table.ts.
import type { Route } from './routes.table.ts'

export const MORE_ROUTES = {
  edit: ['editing', 'PUT message/:_id token,rid,msg'],
  delete: ['deleting', 'DELETE message/:_id token,rid'],
  upload: ['files', 'POST upload/:rid form'],
  rate: ['rating', 'POST room.survey rid,token,data'],
  transcript: ['transcripts', 'POST transcript token,rid,email'],
  offline: ['offline messages', 'POST offline.message name,email,department,message'],
  transfer: [
    'transfers',
    'POST visitor/department.transfer rid,token,department',
    'POST room.transfer rid,token,department',
  ],
  page: ['pages', 'POST page.visited token,rid,pageInfo'],
} as const satisfies Record<string, Route>
