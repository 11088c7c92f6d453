// E-mail as the domain asks for it. This server speaks no SMTP: whoever runs it hands in a way to send.

export interface Mail {
  readonly to: string
  readonly subject: string
  /** Plain text. */
  readonly text: string
}

/** Resolves when the mail is on its way. */
export type SendMail = (mail: Mail) => Promise<void>
