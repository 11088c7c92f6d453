// What is known of one method, stream or publication: what it is for, its parameters, releases, errors, and how we know.
import { isIn } from 'quindar/protocol'
import type { ComponentChildren, JSX } from 'preact'
import type { CatalogueEntry } from '../model/catalogue.ts'
import type { ConsolePage } from '../model/page.ts'
import { Marked } from './marked.tsx'

export interface CatalogueFactsProperties {
  readonly page: ConsolePage
  readonly entry: CatalogueEntry
  readonly children: ComponentChildren
}

export function CatalogueFacts({ page, entry, children }: CatalogueFactsProperties): JSX.Element {
  const words = page.words.value.other
  const language = page.preferences.language.value
  const release = page.model.release.value
  const isMissing = release !== undefined && !entry.lifetime.extension && !isIn(release, entry.lifetime)
  return (
    <div class="facts">
      <p class="said">
        <code>{entry.title}</code> {entry.said?.[language]}
      </p>
      {isMissing && <p class="outcome bad">{words.missing(release)}</p>}
      {entry.group !== 'publication' && (
        <>
          <h3>{words.parameters}</h3>
          {entry.parameters.length === 0 && <p class="hint">{words.noParameters}</p>}
          <dl class="parameters">
            {entry.parameters.map((parameter) => (
              <div key={parameter.name}>
                <dt>
                  <code>{parameter.name}</code>
                  {parameter.optional && <span class="tag">{words.optional}</span>}
                </dt>
                <dd>
                  <Marked text={parameter[language]} />
                </dd>
              </div>
            ))}
          </dl>
        </>
      )}
      {children}
      <dl class="pairs">
        <dt>{words.versions}</dt>
        <dd>{releasesOf(entry, words)}</dd>
        {entry.read !== undefined && (
          <>
            <dt>{words.read}</dt>
            <dd lang="en">{entry.read}</dd>
          </>
        )}
        {entry.errors.length > 0 && (
          <>
            <dt>{words.errors}</dt>
            <dd>{entry.errors.join(', ')}</dd>
          </>
        )}
        {entry.rest !== undefined && (
          <>
            <dt>{words.rest}</dt>
            <dd>
              <code>{entry.rest}</code>
            </dd>
          </>
        )}
        <dt>{words.evidence}</dt>
        <dd>{words.evidences[entry.evidence]}</dd>
      </dl>
    </div>
  )
}

function releasesOf({ lifetime }: CatalogueEntry, words: ConsolePage['words']['value']['other']): string {
  const { since, until, announcedUntil, extension, answered = true } = lifetime
  if (extension) return words.extension
  const parts = [
    ...(since === undefined ? [] : [words.since(since)]),
    ...(until === undefined ? [] : [words.until(until)]),
    ...(announcedUntil === undefined ? [] : [words.announced(announcedUntil)]),
  ]
  if (parts.length === 0) parts.push(words.all)
  return [...parts, ...(answered ? [] : [words.notOurs])].join(' · ')
}
