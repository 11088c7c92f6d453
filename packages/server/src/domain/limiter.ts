// How often something may be asked.

export type RateClass = 'default'
