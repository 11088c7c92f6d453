// A body or a query for every livechat route that looks at one: what the generated tests spoil, place by place.

/** Long enough to be a visitor's, and nobody's. */
export const NOBODYS_TOKEN = 'NOBODYS-TOKEN-123'

const token = NOBODYS_TOKEN
const page = { offset: '0', count: '5' }
const ROOT = '/api/v1/livechat/'

export const LIVECHAT_BODIES: Readonly<Record<string, readonly Record<string, unknown>[]>> = Object.fromEntries(
  Object.entries({
    'POST visitor': [
      {
        visitor: {
          token,
          name: 'Vera',
          email: 'vera@example.com',
          phone: '1',
          department: 'Sales',
          customFields: [{ key: 'a', value: 'b', overwrite: true }],
        },
      },
    ],
    'POST visitor.status': [{ token, status: 'away' }],
    'POST room.close': [{ rid: 'DEN', token }],
    'POST room.transfer': [{ rid: 'DEN', token, department: 'Sales' }],
    'POST visitor/department.transfer': [{ rid: 'DEN', token, department: 'Sales' }],
    'POST message': [{ token, rid: 'DEN', msg: 'hello', _id: 'new', agent: { agentId: 'bob-id', username: 'bob' } }],
    'PUT message/:_id': [{ token, rid: 'DEN', msg: 'changed' }],
    'DELETE message/:_id': [{ token, rid: 'DEN' }],
    'POST transcript': [{ token, rid: 'DEN', email: 'vera@example.com' }],
    'POST upload/:rid': [],
    'POST custom.field': [{ token, key: 'a', value: 'b', overwrite: true }],
    'POST custom.fields': [{ token, customFields: [{ key: 'a', value: 'b', overwrite: true }] }],
    'POST page.visited': [
      { token, rid: 'DEN', pageInfo: { change: 'url', title: 'Home', location: { href: 'https://x' } } },
    ],
    'POST room.survey': [{ rid: 'DEN', token, data: [{ name: 'satisfaction', value: '5' }] }],
    'POST offline.message': [
      { name: 'Vera', email: 'vera@example.com', message: 'call me', department: 'Sales', host: 'https://x' },
    ],
    'POST inquiries.take': [{ inquiryId: 'DEN', userId: 'bob-id' }],
    'POST inquiries.returnAsInquiry': [{ roomId: 'DEN', departmentId: 'Sales' }],
    'POST room.forward': [
      { roomId: 'DEN', userId: 'bob-id', departmentId: 'Sales', comment: 'why', clientAction: true },
    ],
    'POST room.closeByUser': [{ rid: 'DEN', comment: 'done', tags: ['a'] }],
    'POST agent.status': [{ status: 'available', agentId: 'bob-id' }],
    'POST users/agent': [{ username: 'bob' }],
    'DELETE users/agent/:_id': [],
    'POST department': [
      {
        department: {
          name: 'Sales',
          enabled: true,
          description: 'x',
          showOnRegistration: true,
          showOnOfflineForm: true,
          email: 'a@b.c',
        },
        agents: [{ agentId: 'bob-id' }],
      },
    ],
    'DELETE department/:_id': [],
    'DELETE visitor/:token': [],
  }).map(([name, bodies]) => [name.replace(' ', ` ${ROOT}`), bodies]),
)

export const LIVECHAT_QUERIES: Readonly<Record<string, Record<string, string>>> = Object.fromEntries(
  Object.entries({
    config: { token, department: 'Sales' },
    room: { token, rid: 'DEN', agentId: 'bob-id' },
    'message/:_id': { token, rid: 'DEN' },
    'messages.history/:rid': { token, ls: '1', end: '2', limit: '3', offset: '4', searchText: 'x' },
    'agent.next/:token': { department: 'Sales' },
    'inquiries.list': { ...page, department: 'Sales' },
    'inquiries.queued': { ...page, department: 'Sales' },
    'inquiries.queuedForUser': { ...page, department: 'Sales' },
    'inquiries.getOne': { roomId: 'DEN' },
    rooms: { ...page, agents: 'bob-id', departmentId: 'x', open: 'true' },
    'users/agent': { ...page, text: 'x' },
    department: { ...page, text: 'x' },
  }).map(([path, query]) => [`GET ${ROOT}${path}`, query]),
)

/** What nobody needs a login for: a visitor has his token instead. */
export const OPEN_TO_VISITORS: readonly string[] = [
  'GET config',
  'POST visitor',
  'GET visitor/:token',
  'DELETE visitor/:token',
  'POST visitor.status',
  'GET agent.next/:token',
  'POST custom.field',
  'POST custom.fields',
  'POST page.visited',
  'POST offline.message',
  'GET room',
  'POST room.close',
  'POST room.transfer',
  'POST visitor/department.transfer',
  'GET agent.info/:rid/:token',
  'POST transcript',
  'POST room.survey',
  'POST message',
  'GET message/:_id',
  'PUT message/:_id',
  'DELETE message/:_id',
  'GET messages.history/:rid',
  'POST upload/:rid',
]
  .map((name) => name.replace(' ', ` ${ROOT}`))
  // Its own rule is that of the room that the file is in.
  .concat('GET /file-upload/:_id/:name')
