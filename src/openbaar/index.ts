/** What the room of the public register shows to the others. */

export { PADEN, protocolpad } from './publicatie/registerpaden.ts';
