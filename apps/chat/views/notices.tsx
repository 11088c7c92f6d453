// Sentences above everything: what is wrong with this device or slow at the server, and what to do about it.
import type { JSX } from 'preact'
import { Banner } from '../../design/views/banner.tsx'
import { Button } from '../../design/views/button.tsx'
import type { Notice, Notices } from '../model/notices.ts'
import type { ChatWords } from '../words/words.ts'
import { useWords } from './surroundings.ts'

export function NoticeBanners({ notices }: { readonly notices: Notices }): JSX.Element {
  const words = useWords()
  return (
    <>
      {notices.list.value.map((notice) => (
        <Banner
          key={notice.kind}
          kind={notice.kind === 'slowed' ? 'info' : 'warning'}
          actions={
            notice.kind !== 'slowed' && <Button onClick={() => notices.dismiss(notice.kind)}>{words.dismiss}</Button>
          }
        >
          {sentence(notice, words)}
        </Banner>
      ))}
    </>
  )
}

function sentence(notice: Notice, { notices }: ChatWords): JSX.Element | string {
  switch (notice.kind) {
    case 'storage':
      return notices.storage
    case 'clock':
      return notices.clock(notice.minutes)
    case 'slowed':
      return (
        <>
          {/* The seconds are for eyes: a screen reader would say nothing else any more. */}
          <span aria-hidden="true">{notices.slowed(notice.seconds)}</span>
          <span class="unseen">{notices.slowed(0)}</span>
        </>
      )
  }
}
