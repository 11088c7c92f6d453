// Every text colour of the tokens can be read on every surface that it stands on, in both themes (WCAG AA).
import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'

const css = readFileSync(new URL('../tokens.css', import.meta.url), 'utf8')

/** `--name: light-dark(a, b)` → its two colours. */
function token(name: string): readonly [light: string, dark: string] {
  const [, light, dark] =
    new RegExp(`--${name}: light-dark\\(((?:[^(),]|\\([^()]*(?:\\([^()]*\\))?[^()]*\\))+), (.+)\\);`).exec(css) ?? []
  if (light === undefined || dark === undefined) throw new Error(`tokens.css has no two colours for --${name}.`)
  return [light, dark]
}

/** Red, green and blue from 0 to 1. */
function channels(colour: string): readonly number[] {
  const hex = /^#([0-9a-f]{3}|[0-9a-f]{6})$/i.exec(colour)?.[1]
  if (hex !== undefined) {
    const full = hex.length === 3 ? hex.replace(/./g, '$&$&') : hex
    return [0, 2, 4].map((at) => Number.parseInt(full.slice(at, at + 2), 16) / 255)
  }
  const hue = Number(/--accent-hue: (\d+)/.exec(css)?.[1])
  const [, s, l] = /^hsl\(var\(--accent-hue\) ([\d.]+)% ([\d.]+)%\)$/.exec(colour) ?? []
  if (s === undefined || l === undefined) throw new Error(`"${colour}" is no colour that this test can read.`)
  const [saturation, lightness] = [Number(s) / 100, Number(l) / 100]
  return [0, 8, 4].map((offset) => {
    const k = (offset + hue / 30) % 12
    return lightness - saturation * Math.min(lightness, 1 - lightness) * Math.max(-1, Math.min(k - 3, 9 - k, 1))
  })
}

function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = channels(colour).map((c) =>
    c <= 0.040_45 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4,
  )
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}

function contrast(one: string, other: string): number {
  const [dark = 0, light = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b)
  return (light + 0.05) / (dark + 0.05)
}

const SURFACES = ['ground', 'surface', 'raised', 'sunken', 'hover']
const PAIRS = [
  ...['text', 'text-soft', 'text-faint'].flatMap((text) => SURFACES.map((surface) => [text, surface] as const)),
  ...['accent', 'accent-strong'].flatMap((text) =>
    ['ground', 'surface', 'accent-soft'].map((on) => [text, on] as const),
  ),
  ['on-accent', 'accent'] as const,
  ['on-accent', 'accent-strong'] as const,
  ...['success', 'warning', 'danger', 'info'].flatMap((kind) =>
    [`${kind}-soft`, 'surface', 'ground'].map((on) => [kind, on] as const),
  ),
  ...['key', 'string', 'number', 'word', 'comment'].flatMap((part) =>
    ['sunken', 'surface'].map((on) => [`code-${part}`, on] as const),
  ),
]

it.each(PAIRS)('%s can be read on %s', (text, surface) => {
  for (const theme of [0, 1] as const) {
    expect(contrast(token(text)[theme], token(surface)[theme])).toBeGreaterThanOrEqual(4.5)
  }
})

it.each(['line-strong', 'online', 'away', 'busy', 'offline'])('%s can be seen on a surface', (name) => {
  for (const theme of [0, 1] as const) {
    expect(contrast(token(name)[theme], token('surface')[theme])).toBeGreaterThanOrEqual(3)
  }
})

it('measures as WCAG does', () => {
  expect(contrast('#000', '#ffffff')).toBeCloseTo(21, 5)
  expect(contrast('#777', '#fff')).toBeCloseTo(4.478, 2)
  expect(channels('hsl(var(--accent-hue) 100% 50%)').map((c) => Math.round(c * 255))).toEqual([0, 68, 255])
})
