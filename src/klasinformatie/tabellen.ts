import type { Generated } from 'kysely';
import type { Hoedanigheid } from '../wie/index.ts';

/** Rows of classes and of what schools declared about them, as the migrations make them. */

declare module '../store/tabellen.ts' {
  interface Tabellen {
    klassen: {
      id: Generated<string>;
      instellingsnummer: string;
      schooljaar: number;
      klas: string;
      subklas: string | null;
    };
    klastoewijzingen: { leerling_id: string; klas_id: string; van: Dag; tot: Dag | null };
    akkoordverklaringen: {
      id: Generated<string>;
      protocol: string;
      protocol_hash: string;
      instellingsnummer: string;
      verklaard_op: Tijdstip;
      door: Hoedanigheid;
      bewijsstuk: string;
      gestopt_op: TijdstipOfNiets;
      gestopt_door: Hoedanigheid | null;
      gestopt_reden: string | null;
    };
  }
}
