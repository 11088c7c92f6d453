// A file is looked at again at 300 lines and stops at 400. The rule is registered twice, once per severity; tables of
// wire facts (`*.table.ts`) are excepted in .oxlintrc.json.
export const fileLength = {
  meta: {
    type: 'suggestion',
    schema: [{ type: 'object', properties: { max: { type: 'integer' } }, required: ['max'] }],
    messages: { tooLong: 'This file has {{lines}} lines, more than {{max}}: what second thing does it do?' },
  },
  create(context) {
    const { max } = context.options[0]
    return {
      Program() {
        const text = context.sourceCode.getText()
        const lines = text.split('\n').length - (text.endsWith('\n') ? 1 : 0)
        if (lines > max) context.report({ loc: { line: 1, column: 0 }, messageId: 'tooLong', data: { lines, max } })
      },
    }
  },
}
