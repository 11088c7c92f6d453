// The pictures on buttons: lines on a 20 × 20 grid, in the colour of the text beside them.
import type { JSX } from 'preact'

const PATHS = {
  arrowDown: 'M10 4v12M5 11l5 5 5-5',
  arrowUp: 'M10 16V4M5 9l5-5 5 5',
  back: 'm12.5 5-5 5 5 5',
  check: 'm4 10.5 4 4 8-9',
  chevronDown: 'm5 7.5 5 5 5-5',
  close: 'm5 5 10 10M15 5 5 15',
  copy: 'M7 7h9v9H7zM4 13V4h9',
  dot: 'M10 8.800a1.2 1.2 0 1 0 0 2.400 1.2 1.2 0 0 0 0-2.400z',
  download: 'M10 3v10M6 9.5l4 4 4-4M4 16.5h12',
  edit: 'm4 16 .8-3.6L13 4.2l2.8 2.8-8.2 8.2zM11.5 5.8l2.7 2.7',
  eye: 'M2.5 10S5.5 5 10 5s7.5 5 7.5 5-3 5-7.5 5-7.5-5-7.5-5zM10 7.800a2.2 2.2 0 1 0 0 4.4 2.2 2.2 0 0 0 0-4.400z',
  hash: 'M7.5 3.5 6 16.500M14 3.500l-1.5 13M3.5 7.500h13M3 12.500h13',
  lock: 'M5 9h10v7.500H5zM7 9V6.500a3 3 0 0 1 6 0V9',
  logout: 'M8 4H4v12h4M12.5 6.5 16 10l-3.500 3.500M7.500 10H16',
  menu: 'M3.5 5.500h13M3.5 10h13M3.5 14.500h13',
  pause: 'M7 4.500v11M13 4.500v11',
  play: 'm6 4 9.5 6L6 16z',
  plus: 'M10 4v12M4 10h12',
  reply: 'M8.5 5 4 9.5 8.5 14M4.5 9.500H12a4 4 0 0 1 4 4v2',
  retry: 'M15.5 10A5.5 5.5 0 1 1 13.8 6M15.5 3.500v3.200h-3.2',
  search: 'M9 4a5 5 0 1 0 0 10A5 5 0 0 0 9 4zM12.7 12.7 16.5 16.5',
  send: 'M3.5 10 16.5 4l-4 12.5-3-5.500zM9.5 11l7-7',
  smile:
    'M10 3a7 7 0 1 0 0 14 7 7 0 0 0 0-14zM7 11.800c.8 1.2 1.8 1.8 3 1.800s2.2-.6 3-1.800M7.7 7.800v.6M12.3 7.800v.6',
  stop: 'M5.5 5.500h9v9h-9z',
  trash: 'M4 6h12M8 6V4h4v2M6 6l.7 10h6.600L14 6',
  user: 'M10 4a3 3 0 1 0 0 6 3 3 0 0 0 0-6zM4.5 16.500c.6-2.6 2.7-4 5.5-4s4.9 1.4 5.5 4',
} as const

export type IconName = keyof typeof PATHS

/** Says nothing to screen readers: the button around it has a name. */
export function Icon({ name }: { readonly name: IconName }): JSX.Element {
  return (
    <svg class="icon" viewBox="0 0 20 20" aria-hidden="true">
      <path d={PATHS[name]} />
    </svg>
  )
}
