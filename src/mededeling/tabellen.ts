import type { Stroom } from '../protocol/index.ts';
import type { Leveraar, Leveringshandeling, Sluitreden } from './leveringen/rij/leveringstand.ts';

/** Rows of deliveries, as the migrations define them. */

declare module '../store/tabellen.ts' {
  interface Tabellen {
    leveringen: {
      id: string;
      protocol: string;
      protocol_hash: string;
      /** The recipient of the act (art. 4), or the party that receives. */
      ontvanger: string;
      /** Its application, where it has one. */
      client_id: string | null;
      stroom: Exclude<Stroom, 'bij_aanmelding'>;
      naam: string;
      dag: Dag;
      /** Codes of the data that may be in it. */
      gegevens: string[];
      artikelen: string[];
      wie_soort: Leveraar['soort'];
      wie_id: string;
      geopend_op: Tijdstip;
      /** The last day on which its content is kept. */
      uiterlijk: Dag;
      formaat: 'ndjson';
      /** The key of its content, sealed. Gone when it is closed. */
      sleutel: Buffer | null;
      /** It is whole: this column and the four below are filled at once. */
      klaar_op: TijdstipOfNiets;
      /** Lines of the content. */
      aantal: number | null;
      /** The length and the hash of the content as it leaves. */
      bytes: number | null;
      delen: number | null;
      sha256: string | null;
      /** The first time that it was handed over. */
      uitgereikt_op: TijdstipOfNiets;
      ontvangen_op: TijdstipOfNiets;
      ontvangen_door: string | null;
      gesloten_op: TijdstipOfNiets;
      gesloten_reden: Sluitreden | null;
    };
    leveringdelen: { levering: string; nummer: number; inhoud: Buffer };
    leveringhandelingen: {
      levering: string;
      op: Tijdstip;
      wat: Leveringshandeling;
      wie_soort: Leveraar['soort'];
      wie_id: string;
      /** The proof of receipt as it was given. */
      bewijs: string | null;
    };
  }
}
