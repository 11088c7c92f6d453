// Secrets are hidden by their field, by their place, and once known wherever they are; what hides them finds them again.
import { describe, expect, it } from 'vitest'
import { createSecrets, fillMasks, MASK, maskSecrets } from '../model/secrets.ts'

const DIGEST = '2bd806c97f0e00af1a1fc3328fa763a9269723c8db8fac4f93af71db186d6e90'
const TOKEN = 'pYhuJ4mBcTzqqEkvXwYc8FuMvwAmSqAkZ3v7vLw9n1o'

describe('a secret', () => {
  it.each([
    [`{"msg":"method","method":"login","id":"1","params":[{"resume":"${TOKEN}"}]}`, TOKEN],
    [`{"params":[{"user":{"username":"bob"},"password":{"digest":"${DIGEST}","algorithm":"sha-256"}}]}`, DIGEST],
    ['{"params":[{"password":"open sesame"}]}', 'open sesame'],
    [`{"msg":"result","id":"1","result":{"id":"u1","token":"${TOKEN}","type":"password"}}`, TOKEN],
    [`{"params":["RID",{"useCollection":false,"args":[{"visitorToken":"${TOKEN}"}]}]}`, TOKEN],
    ['{"totp":{"code":"123456"}}', '123456'],
    ['{"msg":"result","id":"1","result":{"codes":["a1b2c3"]}}', 'a1b2c3'],
    ['{"params":[{"tokenName":"ci"},{"twoFactorCode":"654321","twoFactorMethod":"totp"}]}', '654321'],
    ['{"secret":"JBSWY3DPEHPK3PXP","url":"otpauth://totp/x?secret=JBSWY3DPEHPK3PXP"}', 'JBSWY3DPEHPK3PXP'],
    ['{"a":{"secrets":["one","two"]}}', 'two'],
    ['{"password":"not closed', 'not closed'],
  ])('of %s is hidden', (text, secret) => {
    const shown = createSecrets().mask(text)
    expect(shown).not.toContain(secret)
    expect(shown).toContain(MASK)
  })

  it('is hidden, and what stands beside it is not', () => {
    expect(
      maskSecrets(
        `{"user":{"username":"bob"},"password":{"digest":"${DIGEST}","algorithm":"sha-256"},"x":["y"],"n":1}`,
      ),
    ).toBe(`{"user":{"username":"bob"},"password":{"digest":"${MASK}","algorithm":"sha-256"},"x":["y"],"n":1}`)
    expect(maskSecrets('{"tokenName":"ci"}')).toBe('{"tokenName":"ci"}')
    expect(maskSecrets('{"type":"password","tokenExpires":{"$date":5},"errorCode":"x","password":""}')).toBe(
      '{"type":"password","tokenExpires":{"$date":5},"errorCode":"x","password":""}',
    )
  })

  it('is hidden as a parameter or result of a call that is a secret itself', () => {
    const secrets = createSecrets()
    const call = `{"msg":"method","method":"livechat:loginByToken","id":"7","params":["${TOKEN}",{"name":"Ann"},["a"]]}`
    expect(secrets.mask(call)).toBe(
      `{"msg":"method","method":"livechat:loginByToken","id":"7","params":["${MASK}",{"name":"Ann"},["a"]]}`,
    )
    const made = createSecrets()
    made.mask('{"msg":"method","method":"personalAccessTokens:generateToken","id":"8","params":[{"tokenName":"ci"}]}')
    expect(made.mask('{"msg":"result","id":"8","result":"freshly made"}')).toBe(
      `{"msg":"result","id":"8","result":"${MASK}"}`,
    )
    // The answer of another call, and a later one of the same id.
    expect(made.mask('{"msg":"result","id":"9","result":"no secret"}')).toContain('no secret')
    expect(made.mask('{"msg":"result","id":"8","result":"no secret"}')).toContain('no secret')
  })

  it('is hidden wherever else it turns up once it is known, when it is long enough to be one', () => {
    const secrets = createSecrets()
    secrets.mask(`{"resume":"${TOKEN}"}`)
    expect(secrets.mask(`{"msg":"error","reason":"bad","offendingMessage":"… ${TOKEN} …"}`)).not.toContain(TOKEN)
    secrets.mask('{"password":"alice"}')
    expect(secrets.mask('{"username":"alice"}')).toBe('{"username":"alice"}')
    secrets.mask('{"token":"123456789012345"}')
    expect(secrets.mask('["123456789012345"]')).toContain('123456789012345')
    secrets.mask('{"token":"1234567890123456"}')
    expect(secrets.mask('["1234567890123456"]')).toBe(`["${MASK}"]`)
  })
})

describe('filling in what was hidden', () => {
  const original = `{"id":"1","password":{"digest":"${DIGEST}"}}`

  it('gives the text back', () => {
    expect(fillMasks(maskSecrets(original), original)).toBe(original)
  })

  it('leaves what somebody has typed instead', () => {
    expect(fillMasks(`{"id":"2","password":{"digest":"mine"}}`, original)).toBe(
      '{"id":"2","password":{"digest":"mine"}}',
    )
    expect(fillMasks(`{"extra":true,"password":{"digest":"${MASK}"}}`, original)).toBe(
      `{"extra":true,"password":{"digest":"${DIGEST}"}}`,
    )
    expect(fillMasks(`{"resume":"${MASK}"}`, original)).toBe(`{"resume":"${MASK}"}`)
  })
})
