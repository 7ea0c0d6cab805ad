import type { Kamer } from '../kamer.ts';

export const protocol: Kamer = { naam: 'protocol' };
