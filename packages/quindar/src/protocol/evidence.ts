// How the facts of the tables are known. What is *known* of a server is what this says, not what two sides here agree on.

/** How a fact is known: seen in recorded frames, read in a server's source, its changelog, its documentation, or only planned. */
export type Evidence = 'recorded' | 'source' | 'changelog' | 'docs' | 'draft'
