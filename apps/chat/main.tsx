// The chat page, put together: the only file of it that names the browser.
import '@preact/signals'
import { render } from 'preact'
import { preferencesOfThisBrowser } from '../design/browser.ts'
import { Header } from '../design/views/header.tsx'

const preferences = preferencesOfThisBrowser()

function Page() {
  return (
    <>
      <Header page="chat" preferences={preferences} />
      <main id="content" />
    </>
  )
}

const place = document.getElementById('app')
if (place) render(<Page />, place)
