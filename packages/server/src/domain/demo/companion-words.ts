// What Houston says, in the language in which it was asked.

export interface Asked {
  /** Who asks. */
  readonly name: string
  /** Milliseconds since 1970. */
  readonly now: number
  /** 0 up to, not including, 1. */
  readonly chance: () => number
}

interface Answer {
  readonly to: RegExp
  readonly english: (asked: Asked) => string
  readonly chinese: (asked: Asked) => string
}

const ANSWERS: readonly Answer[] = [
  {
    to: /\bhelp\b|what can you|帮助|会什么|能做什么/i,
    english: () => 'Ask me for the *time*, a *dice* or some *code*, tell me to `echo` something, or just say hello.',
    chinese: () => '可以问我*时间*,让我掷*骰子*,看一段*代码*,或者 `echo` 一句话。打个招呼也行。',
  },
  {
    to: /\btime\b|\bdate\b|几点|时间|日期/i,
    english: ({ now }) => `It is ${clockOf(now)} UTC where I am.`,
    chinese: ({ now }) => `我这里是 UTC ${clockOf(now)}。`,
  },
  {
    to: /\bdice\b|\broll\b|骰子/i,
    english: ({ chance }) => `:game_die: ${1 + Math.floor(chance() * 6)}`,
    chinese: ({ chance }) => `:game_die: ${1 + Math.floor(chance() * 6)}`,
  },
  {
    to: /\bcode\b|代码/i,
    english: () => `Here you are:\n${CODE}`,
    chinese: () => `给你:\n${CODE}`,
  },
  {
    to: /thank|谢/i,
    english: ({ name }) => `You are welcome, ${name}.`,
    chinese: ({ name }) => `不客气,${name}。`,
  },
  {
    to: /\b(hello|hi|hey|good (morning|evening))\b|你好|您好|早|在吗/i,
    english: ({ name }) => `Hello ${name}! Say \`help\` and I tell you what I can do.`,
    chinese: ({ name }) => `你好,${name}!说“帮助”,我就告诉你我会什么。`,
  },
]

const CODE = "```js\nroom.on('message', (message) => console.log(message.text))\n```"

/** @param text What was said, with or without its name before it. */
export function answerTo(text: string, asked: Asked): string {
  const said = text.replace(/@houston\b[,:,:]?/gi, '').trim()
  const echo = /^echo\s+([^]+)/i.exec(said)?.[1]
  if (echo !== undefined) return echo
  const chinese = /\p{Script=Han}/u.test(said)
  const answer = ANSWERS.find(({ to }) => to.test(said))
  if (answer) return (chinese ? answer.chinese : answer.english)(asked)
  if (said === '') return `Yes, ${asked.name}? Say \`help\` and I tell you what I can do.`
  return chinese
    ? `收到,${asked.name}。我只是个机器人,不太懂这句话。说“帮助”看看我会什么。`
    : `Copy that, ${asked.name}. I am only a bot and know few words: say \`help\` to see them.`
}

/** `2026-11-22 14:05` */
function clockOf(now: number): string {
  return new Date(now).toISOString().slice(0, 16).replace('T', ' ')
}
