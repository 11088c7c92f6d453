// What a server's administrator decides about messages.

/** Which parts of the dialect are read. All are off by default. */
export interface MarkupOptions {
  /** `color:#ff0000` becomes a colour. Rocket.Chat's setting `HexColorPreview_Enabled`, on by default there. */
  readonly colors?: boolean
  /** `:)` becomes an emoji. Rocket.Chat's server always reads them. */
  readonly emoticons?: boolean
  /** Which formulas are read. Rocket.Chat's settings `Katex_Enabled`, `Katex_Parenthesis_Syntax`, `Katex_Dollar_Syntax`. */
  readonly katex?: {
    /** `\[block\]` and `\(inline\)`. */
    readonly parenthesisSyntax?: boolean
    /** `$$block$$` and `$inline$`. */
    readonly dollarSyntax?: boolean
  }
  /** Hosts, and all below them, that are linked though the internet does not know them: `['intranet']`. */
  readonly customDomains?: readonly string[]
}
