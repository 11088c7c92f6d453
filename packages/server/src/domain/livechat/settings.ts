// What an operator decides about livechat, with Rocket.Chat's defaults where it has any, and our own words.

export interface LivechatSettings {
  readonly enabled: boolean
  readonly title: string
  readonly color: string
  readonly offlineTitle: string
  readonly offlineColor: string
  /** `auto`: a chat goes to the agent with the fewest open chats. `manual`: it waits until an agent takes it. */
  readonly routing: 'auto' | 'manual'
  /** Takes chats although no agent is there: they wait. Otherwise visitors are told `no-agent-online`. */
  readonly acceptWithoutAgents: boolean
  readonly registrationForm: boolean
  readonly nameField: boolean
  readonly emailField: boolean
  readonly allowSwitchingDepartments: boolean
  readonly showConnecting: boolean
  readonly showAgentInfo: boolean
  readonly showAgentEmail: boolean
  readonly visitorsMayClose: boolean
  /** The group or channel in which messages left for absent agents appear; without such a room there is no form. */
  readonly offlineRoom: string
  readonly language: string
  readonly texts: {
    readonly offline: string
    readonly offlineSuccess: string
    readonly offlineUnavailable: string
    readonly finished: string
    readonly transcript: string
    readonly registration: string
    readonly closedByVisitor: string
    readonly inQueue: string
  }
}

export const DEFAULT_SETTINGS: LivechatSettings = {
  enabled: true,
  title: 'Chat with us',
  color: '#C1272D',
  offlineTitle: 'Leave a message',
  offlineColor: '#666666',
  routing: 'auto',
  acceptWithoutAgents: false,
  registrationForm: true,
  nameField: true,
  emailField: true,
  allowSwitchingDepartments: true,
  showConnecting: false,
  showAgentInfo: true,
  showAgentEmail: true,
  visitorsMayClose: true,
  offlineRoom: 'offline-messages',
  language: 'en',
  texts: {
    offline: 'Nobody is here at the moment. Leave a message and we will answer by e-mail.',
    offlineSuccess: 'Thank you, your message is with us.',
    offlineUnavailable: 'Nobody is here at the moment.',
    finished: 'This chat has ended.',
    transcript: 'Would you like a copy of this chat by e-mail?',
    registration: '',
    closedByVisitor: 'Closed by visitor',
    inQueue: 'You are number {spot} in the queue.',
  },
}

/** What a visitor may be asked afterwards, and the answers that count. Rocket.Chat's spelling. */
export const SURVEY_ITEMS = ['satisfaction', 'agentKnowledge', 'agentResposiveness', 'agentFriendliness'] as const
export const SURVEY_VALUES = ['1', '2', '3', '4', '5'] as const

/** What a visitor reads who is this far back in the queue. */
export function inQueue({ texts }: LivechatSettings, spot: number): string {
  return texts.inQueue.replace('{spot}', String(spot))
}
