import { describe, expect, it } from 'vitest'
import { START, town } from './world.ts'

const link = (id: string) => `https://chat.example.com/channel/town?msg=${id}`
const quoting = (id: string, text = 'yes') => `[ ](${link(id)}) ${text}`

describe('a message that links to another one', () => {
  it('shows what that one said, who said it and when, and is still what was written', async () => {
    const { domain, alice, bob, clock, store } = await town()
    clock.time = START + 5
    const question = await domain.messages.send(alice, { roomId: 'TOWN', text: 'Ready?' })
    clock.time = START + 9
    const answer = await domain.messages.send(bob, { roomId: 'TOWN', text: quoting(question.id) })
    expect(answer.text).toBe(quoting(question.id))
    const quote = {
      text: 'Ready?',
      author_name: 'alice',
      message_link: link(question.id),
      ts: new Date(START + 5).toISOString(),
      attachments: [],
    }
    expect(answer.attachments).toEqual([quote])
    expect((await store.message({ id: answer.id }))?.attachments).toEqual([quote])
    await domain.messages.edit(alice, question.id, 'Ready now?')
    expect((await store.message({ id: answer.id }))?.attachments).toEqual([quote])
  })

  it('shows a quoted answer without what that one quotes, and what else hangs on it', async () => {
    const { domain, alice, bob } = await town()
    const first = await domain.messages.send(alice, { roomId: 'TOWN', text: 'first' })
    const presentation = { attachments: [{ title: 'a picture' }] }
    const second = await domain.messages.send(bob, {
      roomId: 'TOWN',
      text: quoting(first.id, 'second'),
      presentation,
    })
    expect(second.attachments).toMatchObject([{ title: 'a picture' }, { text: 'first' }])
    const third = await domain.messages.send(alice, { roomId: 'TOWN', text: quoting(second.id, 'third') })
    const picture = expect.objectContaining({ text: 'second', attachments: [{ title: 'a picture' }] }) as unknown
    expect(third.attachments).toEqual([picture])
  })

  it('shows ten of them, and nothing of what its author may not read, what is not there, and other links', async () => {
    const { domain, alice, carol } = await town()
    const secret = await domain.messages.send(alice, { roomId: 'DEN', text: 'secret' })
    const texts = [quoting(secret.id), quoting('nowhere'), 'https://example.com/?q=1', 'https://example.com/?msg=']
    for (const text of texts) {
      const message = await domain.messages.send(carol, { roomId: 'TOWN', text })
      expect(message).not.toHaveProperty('attachments')
    }
    const said = await domain.messages.send(alice, { roomId: 'TOWN', text: 'said' })
    const many = Array.from({ length: 11 }, (_, index) => `${link(said.id)}&again=${index}`).join(' ')
    expect((await domain.messages.send(carol, { roomId: 'TOWN', text: many })).attachments).toHaveLength(10)
  })
})
