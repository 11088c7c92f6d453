// quindar/node: what only Node has. Browsers never load it.
export { fileStorage } from './file-storage.ts'
