// Livechat as its doors see it: the visitor's side and the agent's.

import type { Ground } from '../ground.ts'
import type { NewId } from '../ids.ts'
import type { SendMail } from '../mail.ts'
import type { Presence } from '../presence.ts'
import { type Agents, createAgents } from './agents.ts'
import { type Chats, createChats } from './chats.ts'
import { createDepartments, type Departments } from './departments.ts'
import { createDesk, type Desk } from './desk.ts'
import { createFiles, type Files } from './files.ts'
import { createNews } from './news.ts'
import { createOffline, type Offline } from './offline.ts'
import { createRouting } from './routing.ts'
import { DEFAULT_SETTINGS, type LivechatSettings } from './settings.ts'
import { createTalking, type Talking } from './talking.ts'
import { createTranscripts, type SendTranscript } from './transcripts.ts'
import { createVisitors, type Visitors } from './visitors.ts'

export type { LivechatSettings } from './settings.ts'

export interface Livechat {
  readonly settings: LivechatSettings
  readonly visitors: Visitors
  /** The visitor's side of a chat. */
  readonly chats: Chats
  /** What visitors say. */
  readonly talking: Talking
  /** The agent's side of a chat. */
  readonly desk: Desk
  readonly agents: Agents
  readonly departments: Departments
  readonly offline: Offline
  readonly files: Files
  readonly sendTranscript: SendTranscript
  /** Somebody has come: what waits may be his. */
  serveQueue(): Promise<void>
  /** Can this server send transcripts? */
  readonly hasTranscripts: boolean
}

export interface LivechatOptions {
  readonly settings?: Partial<LivechatSettings>
  readonly mail?: SendMail
}

export function createLivechat(
  ground: Ground,
  newId: NewId,
  presence: Presence,
  options: LivechatOptions = {},
): Livechat {
  const settings: LivechatSettings = { ...DEFAULT_SETTINGS, ...options.settings }
  const hasTranscripts = options.mail !== undefined
  const departments = createDepartments(ground, newId)
  const agents: Agents = createAgents(ground, newId, presence, settings, () => routing.routeQueue())
  const news = createNews(ground, agents, settings)
  const routing = createRouting(ground, newId, agents, news, settings)
  const chats = createChats(ground, newId, { agents, departments, news, routing, settings })
  const parts = { agents, departments, presence, news, settings, asksForTranscript: hasTranscripts }
  return {
    settings,
    visitors: createVisitors(ground, newId, departments, news),
    chats,
    talking: createTalking(ground, newId, chats, presence),
    desk: createDesk(ground, newId, parts),
    agents,
    departments,
    files: createFiles(ground),
    offline: createOffline(ground, newId, departments, settings),
    sendTranscript: createTranscripts(ground, newId, chats, news, options.mail),
    serveQueue: () => routing.routeQueue(),
    hasTranscripts,
  }
}
