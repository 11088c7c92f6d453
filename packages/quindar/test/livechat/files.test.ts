// Files of a conversation: sent with progress, taken back, opened with the token, refused.
import { expect, test } from 'vitest'
import { MethodError } from 'quindar'
import { codeOf, PATIENTLY, roomIdOf, said, setStage } from './stage.ts'

test('a file goes with progress and can be taken back; the agent’s is opened with the token, and by nobody else', async () => {
  const { visitor, alice, server } = await setStage()
  const chat = visitor()
  await chat.start({ name: 'Ada' })
  const content = new Uint8Array(200_000).fill(65)
  const progress: number[][] = []
  const message = await chat.upload(new File([content], 'a.txt', { type: 'text/plain' }), {
    onProgress: ({ sent, total }) => progress.push([sent, total]),
  })
  expect(message).toMatchObject({ mine: true, status: 'sent', raw: { attachments: [{ title: 'a.txt' }] } })
  const [sent, total = 0] = progress.at(-1) ?? []
  expect(sent).toBe(total)
  expect(total).toBeGreaterThan(content.length)

  const over = new AbortController()
  const taken = chat.upload(new File([content], 'b.txt'), { signal: over.signal, onProgress: () => over.abort() })
  await expect(taken).rejects.toMatchObject({ name: 'AbortError' })
  await expect(chat.upload(new File([content], 'c.txt'), { signal: AbortSignal.abort() })).rejects.toMatchObject({
    name: 'AbortError',
  })

  const room = await alice.room({ id: roomIdOf(chat) })
  await room.upload(new File(['from alice'], 'answer.txt', { type: 'text/plain' }))
  const answer = () => chat.messages.getSnapshot().find(({ mine, raw }) => !mine && raw?.attachments?.length)
  await expect.poll(answer, PATIENTLY).toBeDefined()
  const { title_link: link = '' } = (answer()?.raw?.attachments?.[0] ?? {}) as { title_link?: string }
  expect(await (await chat.file(link)).text()).toBe('from alice')
  const stranger = visitor()
  await stranger.start({ name: 'Eve' })
  await expect(stranger.file(link)).rejects.toThrow(MethodError)
  await expect(chat.file('https://elsewhere.example/x')).rejects.toThrow('is not on')
  expect(server.faults).toEqual([])
})

test('a file of a type that is not taken, and one that is too large', async () => {
  const { visitor } = await setStage()
  let sent = 0
  const chat = visitor({
    fetch: (url, init) => {
      if (url.includes('/livechat/upload/')) sent++
      return fetch(url, init)
    },
  })
  await chat.start({ name: 'Ada' })
  const page = new File(['<script>'], 'page.html', { type: 'text/html' })
  expect(await codeOf(chat.upload(page))).toBe('error-type-not-allowed')
  const large = new File([new Uint8Array(5 * 1024 * 1024 + 1)], 'large.bin')
  expect(await codeOf(chat.upload(large))).toBe('error-size-not-allowed')
  await expect(chat.upload(large)).rejects.toThrow('"large.bin": its size is 5 MiB, and it takes 5 MiB at most')
  // It was known before.
  expect(sent).toBe(0)
  expect(said(chat)).toEqual([])

  // A server that does not tell says it itself.
  const other = visitor({
    fetch: (url, init) => (url.includes('/settings.public') ? Promise.reject(new TypeError()) : fetch(url, init)),
  })
  await other.start()
  expect(await codeOf(other.upload(page))).toBe('error-type-not-allowed')
  expect(await codeOf(other.upload(large))).toBe('error-size-not-allowed')
})
