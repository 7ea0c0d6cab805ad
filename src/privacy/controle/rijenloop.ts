import type { Bevinding } from './bevinding.ts';
import type { Bevindingenlijst } from './logoordeel.ts';
import type { Rijafwijking, Tegeluitslag } from './tegel/controleer_tegel.ts';

/** A tile of level 0, as far as its rows are concerned. */
export interface Rijentegel {
  /** The place of its first leaf. */
  begin: number;
  aantal: number;
  /** Numbers of the sealed rows, where the source knows them. */
  volgnummers?: readonly number[] | undefined;
}

/** Follows the rows from tile to tile. */
export class Rijenloop {
  readonly #bevindingen: Bevindingenlijst;
  /** From here on all rows are missing, as far as is known. */
  #staart: Bevinding | undefined;
  #vorigeNummer = -1;
  /** Rows whose text was compared with their leaf, and those of which only the hash is there. */
  rijen = 0;
  zonderTekst = 0;

  constructor(bevindingen: Bevindingenlijst) {
    this.#bevindingen = bevindingen;
  }

  volg(tegel: Rijentegel, { afwijking, zonderTekst, volgnummers, volgordefout }: Tegeluitslag): void {
    this.zonderTekst += zonderTekst;
    this.rijen += tegel.aantal - zonderTekst;
    if (afwijking) this.#meldAfwijking(tegel, afwijking);
    else this.#staart = undefined;
    const terug = volgordefout ?? (volgnummers && volgnummers.eerste <= this.#vorigeNummer ? 0 : undefined);
    if (terug !== undefined && !afwijking)
      this.#bevindingen.voegToe({ code: 'nummers_lopen_terug', plaats: tegel.begin + terug });
    this.#vorigeNummer = volgnummers?.laatste ?? this.#vorigeNummer;
  }

  /** What is missing up to the very end was cut off. */
  sluit(): void {
    if (this.#staart) this.#staart.code = 'staart_weg';
  }

  #meldAfwijking(tegel: Rijentegel, { code, index, aantal, totEinde, rij }: Rijafwijking): void {
    if (this.#staart && totEinde && index === 0) {
      this.#staart.aantal = (this.#staart.aantal ?? 0) + aantal;
      return;
    }
    const volgnummer = rij.volgnummer ?? tegel.volgnummers?.[index];
    const bevinding: Bevinding = { code, plaats: tegel.begin + index, aantal, rij: { ...rij, volgnummer } };
    this.#bevindingen.voegToe(bevinding);
    this.#staart = totEinde ? bevinding : undefined;
  }
}
