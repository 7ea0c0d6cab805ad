import type { Generated } from 'kysely';
import type { Berichtsoort } from './aktebericht.ts';
import type { Kanaal } from './geadresseerden.ts';

/** Rows of messages to parties, as the migrations make them. */

declare module '../store/tabellen.ts' {
  interface Tabellen {
    berichten: {
      id: Generated<string>;
      protocol: string;
      /** Names what is told, from the facts alone. */
      kenmerk: string;
      soort: Berichtsoort;
      /** The first day on which it holds. */
      dag: Dag;
      partij: string;
      kanaal: Kanaal;
      adres: string;
      onderwerp: string;
      tekst: string;
      gemaakt_op: Tijdstip;
      /** When its receiver took it. */
      verzonden_op: TijdstipOfNiets;
      /** When it turned out that this address is no contact of the party any more. */
      vervallen_op: TijdstipOfNiets;
      pogingen: Generated<number>;
      /** Why it was not taken the last time. */
      fout: string | null;
    };
  }
}
