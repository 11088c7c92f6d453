// How a server wants its visitors to be met, in the words of both generations: the REST answer of today and the method
// of before 5.0.

import type { LivechatConfig, LivechatInitialData } from 'quindar/protocol'
import type { Room } from '../domain/entities.ts'
import type { AgentCard } from '../domain/livechat/agent-card.ts'
import type { Department, Visitor } from '../domain/livechat/entities.ts'
import { inQueue, type LivechatSettings, SURVEY_ITEMS, SURVEY_VALUES } from '../domain/livechat/settings.ts'
import { wireAgent, wireSpot, wireVisitor, wireVisitorRoom } from './livechat.ts'

/** What there is to tell beside the settings. */
export interface Meeting {
  readonly settings: LivechatSettings
  readonly departments: readonly Department[]
  readonly online: boolean
  readonly hasTranscripts: boolean
  readonly hasOfflineForm: boolean
  /** The longest text. */
  readonly textLimit: number
  readonly guest: { readonly visitor: Visitor; readonly token: string } | undefined
  readonly room: Room | undefined
  /** Where the room stands in the queue. */
  readonly spot: number | undefined
  readonly agent: AgentCard | undefined
  readonly epoch: string | undefined
}

function wireOffered({ id, name, showOnRegistration, showOnOfflineForm }: Department) {
  return { _id: id, name, showOnRegistration, showOnOfflineForm }
}

export function wireConfig(meeting: Meeting): LivechatConfig | { enabled: false } {
  const { settings, guest, room, agent } = meeting
  const { texts } = settings
  if (!settings.enabled) return { enabled: false }
  return {
    enabled: true,
    settings: {
      registrationForm: settings.registrationForm,
      allowSwitchingDepartments: settings.allowSwitchingDepartments,
      nameFieldRegistrationForm: settings.nameField,
      emailFieldRegistrationForm: settings.emailField,
      displayOfflineForm: meeting.hasOfflineForm,
      videoCall: false,
      fileUpload: true,
      language: settings.language,
      transcript: meeting.hasTranscripts,
      historyMonitorType: 'url',
      forceAcceptDataProcessingConsent: false,
      showConnecting: settings.showConnecting,
      agentHiddenInfo: !settings.showAgentInfo,
      clearLocalStorageWhenChatEnded: false,
      limitTextLength: meeting.textLimit,
      hiddenSystemMessages: [],
      hideWatermark: false,
      visitorsCanCloseChat: settings.visitorsMayClose,
    },
    theme: {
      title: settings.title,
      color: settings.color,
      offlineTitle: settings.offlineTitle,
      offlineColor: settings.offlineColor,
      position: 'right',
      hideExpandChat: false,
      actionLinks: {},
    },
    messages: {
      offlineMessage: texts.offline,
      offlineSuccessMessage: texts.offlineSuccess,
      offlineUnavailableMessage: texts.offlineUnavailable,
      conversationFinishedMessage: texts.finished,
      conversationFinishedText: '',
      transcriptMessage: texts.transcript,
      registrationFormMessage: texts.registration,
      dataProcessingConsentText: '',
    },
    survey: { items: [...SURVEY_ITEMS], values: [...SURVEY_VALUES] },
    triggers: [],
    departments: meeting.departments.map(wireOffered),
    resources: { emojis: [] },
    online: meeting.online,
    customFields: [],
    ...(guest && { guest: wireVisitor(guest.visitor, guest.token) }),
    ...(guest &&
      room && { room: wireVisitorRoom(room, guest.token, meeting.epoch) as LivechatConfig['room'] & object }),
    ...(meeting.spot !== undefined && { queueInfo: wireSpot(meeting.spot, inQueue(settings, meeting.spot)) }),
    ...(agent && { agent: wireAgent(agent) }),
  }
}

/** Every key is there, as it always was; `null` where there is nothing. */
export function wireInitialData(meeting: Meeting): LivechatInitialData {
  const { settings, guest, room, agent } = meeting
  const { texts } = settings
  return {
    enabled: settings.enabled,
    title: settings.title,
    color: settings.color,
    registrationForm: settings.registrationForm,
    room: guest && room ? (wireVisitorRoom(room, guest.token, meeting.epoch) as LivechatInitialData['room']) : null,
    visitor: guest ? wireVisitor(guest.visitor) : null,
    triggers: [],
    departments: meeting.departments.map(wireOffered),
    allowSwitchingDepartments: settings.allowSwitchingDepartments,
    online: meeting.online,
    offlineTitle: settings.offlineTitle,
    offlineColor: settings.offlineColor,
    offlineMessage: texts.offline,
    offlineSuccessMessage: texts.offlineSuccess,
    offlineUnavailableMessage: texts.offlineUnavailable,
    displayOfflineForm: meeting.hasOfflineForm,
    videoCall: false,
    fileUpload: true,
    language: settings.language,
    transcript: meeting.hasTranscripts,
    transcriptMessage: texts.transcript,
    conversationFinishedMessage: texts.finished,
    conversationFinishedText: '',
    nameFieldRegistrationForm: settings.nameField,
    emailFieldRegistrationForm: settings.emailField,
    registrationFormMessage: texts.registration,
    showConnecting: settings.showConnecting,
    ...(agent && { agentData: wireAgent(agent) }),
  }
}
