import type { Generated } from 'kysely';

/** Rows of classes and of what schools declared about them, as the migrations make them. */

/** In which capacity somebody speaks for a school. Its board is the party and may stop; only the other may start (S2 manual, ch. 2). */
export type Hoedanigheid = 'schoolbestuur' | 'leerid_databeheerder';

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
