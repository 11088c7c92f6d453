// The words that every page needs: theme, language, what buttons of dialogs say.

const en = {
  chat: 'Chat',
  console: 'Wire console',
  appearance: 'Theme',
  themes: { system: 'System', light: 'Light', dark: 'Dark' },
  language: 'Language',
  close: 'Close',
  dismiss: 'Dismiss',
  skip: 'Skip to the content',
  copy: 'Copy',
  copied: 'Copied',
}

export type DesignWords = typeof en

const zh: DesignWords = {
  chat: '聊天',
  console: '协议控制台',
  appearance: '主题',
  themes: { system: '跟随系统', light: '浅色', dark: '深色' },
  language: '语言',
  close: '关闭',
  dismiss: '知道了',
  skip: '跳到正文',
  copy: '复制',
  copied: '已复制',
}

export const DESIGN_WORDS = { en, zh }

/** Each language in its own script, whatever the page's language is. */
export const LANGUAGE_NAMES = { en: 'English', zh: '中文' }
