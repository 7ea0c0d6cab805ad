import { isTermijnVoorbij } from '../archief/archieftermijnen.ts';
import type { Bereik } from '../boom/bereik.ts';
import type { Bevindingenlijst } from './logoordeel.ts';

/** How long rows are kept after they were sealed, and now. */
export interface Bewaring {
  termijn: Temporal.Duration;
  nu: Temporal.Instant;
}

/**
 * Follows the checkpoints along the places whose rows are said to be erased. The moment that a row bears proves
 * nothing, because whoever writes a row chooses it. So a term counts from the checkpoint under which the row was sealed.
 */
export class Wissingloop {
  readonly #bevindingen: Bevindingenlijst;
  readonly #gewist: readonly Bereik[];
  readonly #bewaring: Bewaring;
  #hier = 0;

  constructor(bevindingen: Bevindingenlijst, gewist: readonly Bereik[], bewaring: Bewaring) {
    this.#bevindingen = bevindingen;
    this.#gewist = gewist;
    this.#bewaring = bewaring;
  }

  /** @param gezet_op when the tree was sealed at this size */
  volg(omvang: number, gezet_op: string | undefined): void {
    for (let een = this.#gewist[this.#hier]; een && een.tot <= omvang; een = this.#gewist[++this.#hier])
      if (!gezet_op || !isTermijnVoorbij(Temporal.Instant.from(gezet_op), this.#bewaring.termijn, this.#bewaring.nu))
        this.#meld(een);
  }

  /** What was never sealed was not kept for its term either. */
  sluit(): void {
    for (const een of this.#gewist.slice(this.#hier)) this.#meld(een);
  }

  #meld({ van, tot }: Bereik): void {
    this.#bevindingen.voegToe({ code: 'te_vroeg_gewist', plaats: van, tot_plaats: tot - 1, aantal: tot - van });
  }
}
