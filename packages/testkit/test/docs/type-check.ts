// What the compiler says of snippets, as strictly as of the sources.

import { join } from 'node:path'
import ts from 'typescript'
import { root } from './running.ts'

/**
 * @param snippets Name → code. Each is a module of its own, in a folder where the packages are found by their names.
 * @returns One line per complaint, with the snippet's name: none is good.
 */
export function typeCheck(snippets: ReadonlyMap<string, string>): string[] {
  const texts = new Map(
    [...snippets].map(([name, code]) => [join(root, `${name.replace(/\W+/g, '-')}.mts`), { name, code }]),
  )
  const { config } = ts.readConfigFile(join(root, 'tsconfig.base.json'), (path) => ts.sys.readFile(path)) as {
    config: { compilerOptions: object }
  }
  const { options } = ts.parseJsonConfigFileContent(
    {
      compilerOptions: {
        ...config.compilerOptions,
        noEmit: true,
        lib: ['es2023', 'dom', 'dom.iterable', 'dom.asynciterable'],
        types: ['node'],
        rewriteRelativeImportExtensions: false,
      },
      files: [],
    },
    ts.sys,
    root,
  )
  const disk = ts.createCompilerHost(options)
  const host: ts.CompilerHost = {
    ...disk,
    fileExists: (path) => texts.has(path) || disk.fileExists(path),
    readFile: (path) => texts.get(path)?.code ?? disk.readFile(path),
    getSourceFile: (path, version, ...rest) => {
      const text = texts.get(path)
      return text === undefined
        ? disk.getSourceFile(path, version, ...rest)
        : ts.createSourceFile(path, text.code, version)
    },
  }
  const program = ts.createProgram([...texts.keys()], options, host)
  return [...texts].flatMap(([path, { name }]) => {
    const file = program.getSourceFile(path)
    if (file === undefined) return [`${name}: was not read`]
    return [...program.getSyntacticDiagnostics(file), ...program.getSemanticDiagnostics(file)].map(
      ({ messageText }) => `${name}: ${ts.flattenDiagnosticMessageText(messageText, ' ')}`,
    )
  })
}
