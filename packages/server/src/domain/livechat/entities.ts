// Livechat in the domain's own words: visitors without an account, the chats they have with agents, who answers and for
// which department. A chat is a room of its own type; what is livechat about it stands in the room's `chat`.
//
// A visitor's token is in none of these: the store knows its hash alone, and only who brings the token sees it again.

/** What others see of a visitor's browser. */
export type VisitorStatus = 'online' | 'away' | 'busy' | 'offline'

export interface Visitor {
  readonly id: string
  /** `guest-7`: a visitor has no name before he gives one. */
  readonly username: string
  readonly name?: string
  readonly emails: readonly string[]
  readonly phones: readonly string[]
  readonly departmentId?: string
  readonly status: VisitorStatus
  readonly customFields: Readonly<Record<string, string>>
  /** The pages that were seen last, the newest last. */
  readonly pages: readonly VisitedPage[]
  readonly createdAt: number
  readonly updatedAt: number
}

export interface VisitedPage {
  readonly title: string
  readonly address: string
  /** Why it is told: `url`, `title`. */
  readonly change: string
  readonly at: number
}

/** What a chat keeps of its visitor. */
export type ChatVisitor = Pick<Visitor, 'id' | 'username' | 'name' | 'status'>

/** What is livechat about a room. */
export interface Chat {
  readonly visitor: ChatVisitor
  /** Rocket.Chat's agents take an inquiry, not a room. */
  readonly inquiryId: string
  /** `queued` waits for an agent, `taken` has one. */
  readonly state: 'queued' | 'taken' | 'closed'
  readonly departmentId?: string
  readonly source: ChatSource
  readonly servedBy?: ChatAgent
  /** Since when it waits; only while it is queued. */
  readonly queuedAt?: number
  readonly closedAt?: number
  readonly closedBy?: { readonly id: string; readonly username: string; readonly as: 'visitor' | 'user' }
  readonly tags?: readonly string[]
  /** What the visitor thought of it. */
  readonly survey?: Readonly<Record<string, string>>
}

export type ChatSource = 'widget' | 'api'

export interface ChatAgent {
  readonly id: string
  readonly username: string
  readonly name: string
  /** When he took this chat. */
  readonly since: number
}

export type AgentStatus = 'available' | 'not-available'

/** A user who answers visitors. */
export interface Agent {
  readonly userId: string
  readonly username: string
  readonly name: string
  readonly type: 'user' | 'bot'
  readonly status: AgentStatus
  readonly openChats: number
  /** When he was last given a chat; absent: never. */
  readonly lastAssignedAt?: number
}

export interface Department {
  readonly id: string
  readonly name: string
  readonly description?: string
  readonly enabled: boolean
  readonly showOnRegistration: boolean
  readonly showOnOfflineForm: boolean
  readonly email?: string
  readonly agentIds: readonly string[]
  readonly updatedAt: number
}
