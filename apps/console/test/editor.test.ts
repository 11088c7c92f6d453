// A frame in its editor follows its fields until somebody types; what the fields begin with.
import { describe, expect, it } from 'vitest'
import { setStage } from './stage.ts'

const ALICE = '2bd806c97f0e00af1a1fc3328fa763a9269723c8db8fac4f93af71db186d6e90'

describe('a frame in its editor', () => {
  it('follows its fields until somebody types, and again after a reset', () => {
    const { model } = setStage()
    const { subscribe } = model.steps
    model.fields.roomId.value = 'RID'
    expect(subscribe.text.value).toContain('"RID"')
    subscribe.edit('{"msg":"ping"}')
    model.fields.roomId.value = 'ANOTHER'
    expect([subscribe.text.value, subscribe.edited.value]).toEqual(['{"msg":"ping"}', true])
    subscribe.reset()
    expect(subscribe.text.value).toContain('"ANOTHER"')
    expect(subscribe.edited.value).toBe(false)
  })

  it('begins with the demo’s user where the demo is, and with nobody elsewhere', () => {
    const user = (demo: boolean): unknown[] => {
      const { fields } = setStage('http://localhost:3000/console', demo).model
      return [fields.user.value, fields.password.value, fields.hasDemo.value, fields.isDemo.value]
    }
    expect(user(true)).toEqual(['alice', 'alice', true, true])
    expect(user(false)).toEqual(['', '', false, false])
  })

  it('hides its secrets, and sends them', async () => {
    const stage = setStage()
    await stage.open()
    const { login } = stage.model.steps
    expect(login.text.value).toContain('"digest": "••••••"')
    expect(login.text.value).toContain('"algorithm": "sha-256"')
    login.edit(login.text.value.replace('alice', 'bob'))
    void login.run()
    expect(stage.network.latest().sentTexts[0]).toContain(`{"username":"bob"},"password":{"digest":"${ALICE}"`)
    expect(stage.model.log.entries.at(-1)?.masked).not.toContain(ALICE)
    stage.model.revealed.value = true
    login.reset()
    expect(login.text.value).toContain(ALICE)
  })

  it('logs in with an e-mail address, or with a token', () => {
    const { model } = setStage()
    model.revealed.value = true
    model.fields.user.value = 'bob@example.com'
    expect(JSON.parse(model.steps.login.text.value)).toMatchObject({ params: [{ user: { email: 'bob@example.com' } }] })
    model.fields.way.value = 'token'
    model.fields.token.value = 'T'
    expect(JSON.parse(model.steps.login.text.value)).toMatchObject({ params: [{ resume: 'T' }] })
  })

  it('subscribes to what was chosen', () => {
    const { model } = setStage()
    const params = (): unknown => {
      const { name, params } = JSON.parse(model.steps.subscribe.text.value) as { name: string; params: unknown[] }
      return [name, params[0]]
    }
    expect(params()).toEqual(['stream-room-messages', 'GENERAL'])
    model.fields.subscription.value = 'user-activity'
    expect(params()).toEqual(['stream-notify-room', 'GENERAL/user-activity'])
    model.fields.subscription.value = 'deleteMessage'
    expect(params()).toEqual(['stream-notify-room', 'GENERAL/deleteMessage'])
    model.fields.subscription.value = '__my_messages__'
    expect(params()).toEqual(['stream-room-messages', '__my_messages__'])
  })

  it('that is none is sent as it stands', async () => {
    const stage = setStage()
    await stage.open()
    stage.model.other.edit('{ "msg": "nothing", ')
    const run = stage.model.other.run()
    expect(stage.network.latest().sentTexts).toEqual(['{ "msg": "nothing", '])
    stage.network.latest().receive({ msg: 'error', reason: 'Bad request' })
    expect(await run).toBe(false)
  })
})

it("the demo's user is prefilled on our own server, and gone on another", () => {
  const { model } = setStage('https://demo.example/quindar/console')
  expect(model.fields.server.value).toBe('https://demo.example/quindar')
  expect([model.fields.user.value, model.fields.password.value, model.fields.isDemo.value]).toEqual([
    'alice',
    'alice',
    true,
  ])
  model.fields.server.value = 'https://chat.example.com'
  expect([model.fields.user.value, model.fields.password.value, model.fields.isDemo.value]).toEqual(['', '', false])
})

it('what somebody typed as user stays, whatever the server', () => {
  const { model } = setStage()
  model.fields.user.value = 'bob'
  model.fields.server.value = 'https://chat.example.com'
  expect(model.fields.user.value).toBe('bob')
})
