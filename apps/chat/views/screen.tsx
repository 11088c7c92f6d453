// The whole page of somebody who is logged in: the list of rooms and the room; on a phone one of the two.
import { useComputed } from '@preact/signals'
import type { JSX } from 'preact'
import { useMemo } from 'preact/hooks'
import { Button } from '../../design/views/button.tsx'
import type { Chat } from '../model/chat.ts'
import { LinkBanner } from './link-banner.tsx'
import { MentionsContext, type Mentions } from './mentions.ts'
import { NoticeBanners } from './notices.tsx'
import { RoomScreen } from './room.tsx'
import { RoomList } from './room-list.tsx'
import { StarterDialog } from './starter.tsx'
import { useWords } from './surroundings.ts'

export interface ScreenProperties {
  readonly chat: Chat
  readonly onLogout: () => void
}

export function Screen({ chat, onLogout }: ScreenProperties): JSX.Element {
  const words = useWords()
  const view = chat.current.value
  const starter = chat.starter.value
  const me = useComputed(() => chat.me.value.username).value
  const mentions = useMemo(
    (): Mentions => ({
      me,
      openChannel(name) {
        const entry = chat.rooms.list.value.find((room) => room.kind !== 'direct' && room.name === name)
        return entry && (() => chat.open(entry.id))
      },
    }),
    [chat, me],
  )
  return (
    <MentionsContext value={mentions}>
      <LinkBanner link={chat.link} />
      <NoticeBanners notices={chat.notices} />
      <main id="content" class={view ? 'chat in-room' : 'chat'} tabIndex={-1}>
        <RoomList chat={chat} onLogout={onLogout} />
        {view ? (
          <RoomScreen key={view.id} chat={chat} view={view} />
        ) : (
          <section class="room none">
            {chat.rooms.loaded.value && (
              <p>{chat.rooms.list.value.length > 0 ? words.rooms.pick : words.rooms.pickNone}</p>
            )}
            <Button icon="plus" onClick={() => chat.startConversation()}>
              {words.rooms.start}
            </Button>
          </section>
        )}
      </main>
      {starter && <StarterDialog chat={chat} starter={starter} />}
    </MentionsContext>
  )
}
