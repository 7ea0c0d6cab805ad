import type { Bevinding } from '../bevinding.ts';

/** A source can't be read any further. What was found before still counts. */
export class Uitvoerfout extends Error {
  readonly bevinding: Bevinding;

  constructor(
    code: 'uitvoer_onleesbaar' | 'uitvoer_onvolledig' | 'staart_weg' | 'archief_onleesbaar',
    wat: string,
    plaats?: number,
  ) {
    super(wat);
    this.bevinding = { code, wat, plaats };
  }
}
