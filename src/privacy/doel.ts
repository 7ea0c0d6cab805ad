/** For what purpose data leave, as a code. The act says it in words (art. 2 of each). */
export const DOELEN = ['toegang_tot_toepassing'] as const;
export type Doel = (typeof DOELEN)[number];
