// What servers refuse, as errors. Loaded with the first refusal: a program that works never needs them.
export { methodError, subscriptionError } from '../../protocol/index.ts'
