/**
 * Two pupils turn out to be one. This folder has what a merge does, what it keeps and moves, and how it is
 * undone.
 */
export { vergeetAdressen } from './email_samen.ts';
export { leesSamenvoegingen } from './lees_samenvoegingen.ts';
export { maakSamenvoegingOngedaan, type Ongedaanmaking } from './maak_ongedaan.ts';
export { voegSamen } from './voeg_samen.ts';
