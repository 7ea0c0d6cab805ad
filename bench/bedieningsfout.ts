/** What whoever started the bench can mend. Its text says all of it, so it is told without a stack. */
export class Bedieningsfout extends Error {}
