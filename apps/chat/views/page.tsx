// The chat page: the bar at the top, and below it the form to log in or everything else.
import type { JSX } from 'preact'
import type { Preferences } from '../../design/model/preferences.ts'
import { Header } from '../../design/views/header.tsx'
import type { Page } from '../model/page.ts'
import { Login } from './login.tsx'
import { Screen } from './screen.tsx'
import { SurroundingsContext, type Surroundings } from './surroundings.ts'

export interface ChatPageProperties {
  readonly page: Page
  readonly preferences: Preferences
  readonly surroundings: Surroundings
}

export function ChatPage({ page, preferences, surroundings }: ChatPageProperties): JSX.Element {
  const { session, chat, keep } = page
  const there = session.phase.value === 'signedIn' ? chat.value : undefined
  return (
    <SurroundingsContext value={surroundings}>
      <Header page="chat" preferences={preferences} />
      {there ? (
        <Screen chat={there} onLogout={() => void session.logout()} />
      ) : (
        <Login session={session} durable={keep.durable.value} />
      )}
    </SurroundingsContext>
  )
}
