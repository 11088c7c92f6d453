// The theme that somebody has chosen, before the first picture: without it a dark page would begin with a white flash.
// The page's own script takes over from here (apps/design/model/preferences.ts).
try {
  const theme = localStorage.getItem('quindar.theme')
  if (theme === 'light' || theme === 'dark') document.documentElement.dataset.theme = theme
} catch {
  // Nothing is kept in private mode; then the system's theme counts.
}
