import type { Generated, JSONColumnType } from 'kysely';

/**
 * Rows of applications, their protocols and what schools decide about them, as the migrations define them.
 */

declare module '../store/tabellen.ts' {
  interface Tabellen {
    samenwerkingen: { instellingsnummer: string; client_id: string; van: Dag; tot: Dag | null };
    zichtbaarheid: { leerling_id: string; client_id: string; instellingsnummer: string; sinds: Tijdstip };
    open_toepassingen: {
      client_id: string;
      protocol: string;
      tot: Dag | null;
      lezing: string;
      /** This column and `houder` are empty where a node from before migration 030 wrote the row. */
      protocol_hash: string | null;
      houder: number | null;
      backchannel_logout_uri: string | null;
      id_token_signed_response_alg: string;
      geopend_op: TijdstipVanzelf;
      bevestigd_op: TijdstipVanzelf;
    };
    clienthouders: {
      client_id: string;
      nummer: number;
      partij: string;
      kbo: string | null;
      vestigingseenheid: string | null;
      sinds: Tijdstip;
      reden: string | null;
    };
    protocolversies: { hash: string; protocol: string; bytes: Buffer; eerst_gezien_op: Tijdstip };
    protocolhandtekeningen: {
      hash: string;
      partij: string;
      vingerafdruk: string;
      sleutel: JSONColumnType<object>;
      protected: string;
      signature: string;
      eerst_gezien_op: Tijdstip;
    };
    vernietigingsattesten: {
      protocol: string;
      ontvanger: string;
      /** 1, and one more for each attest that corrects an earlier one or adds to it. */
      volgnummer: number;
      /** The keeper that the act names and that this is about. Empty where it is about all of the recipient. */
      bij: string;
      door: string;
      document: string;
      vernietigd_op: Dag;
      vastgelegd_op: Tijdstip;
    };
    protocolstops: {
      protocol: string;
      op: Dag;
      door: string;
      reden: string;
      grond: Generated<'sanctie' | 'dienst_gestopt' | 'rechtsgrond_vervallen' | 'opzegging'>;
      ontvangen: Generated<Dag | null>;
      vastgelegd_op: Tijdstip;
    };
  }
}
