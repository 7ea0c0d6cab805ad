import type { Generated } from 'kysely';
import type { Stroom } from '../protocol/index.ts';
import type { Hoedanigheid, Wie } from '../wie/index.ts';
import type { Aanleiding } from './regel/aanleiding.ts';
import type { Doel } from './regel/doel.ts';

/** Rows of the privacy log, as the migrations make them. */

declare module '../store/tabellen.ts' {
  interface Tabellen {
    privacylog: {
      id: Generated<string>;
      /** The order of the log. It has gaps. A row gets its place in the tree when it is sealed. */
      volgnummer: Generated<number>;
      /** Random, so that a published hash tells nothing about the row. */
      zout: Generated<string>;
      tijdstip: Tijdstip;
      /** This column, the three beside it and the flow are empty where somebody looked a pupil up. */
      protocol: string | null;
      protocol_hash: string | null;
      /**
       * Who acted. `wie_id` says which one, but a pupil is in `leerling_id`. The defaults are for rows from
       * before migration 036.
       */
      wie_soort: Generated<Wie['soort']>;
      wie_id: string | null;
      doel: Generated<Doel>;
      stroom: Generated<Stroom | null>;
      /** In what capacity, where a person acted. */
      hoedanigheid: Hoedanigheid | null;
      /** Which application or package received it. */
      client_id: string | null;
      /** Which recipient of the act (art. 4) received it, where a delivery goes to no client. */
      ontvanger: string | null;
      /** The delivery with which it left. */
      levering_id: string | null;
      /** Whose data left. Empty where they belong to no single pupil. */
      leerling_id: string | null;
      account_uuid: string | null;
      gegevens: string[];
      artikelen: string[];
      rechtsgrond: string | null;
      aanleiding: Aanleiding;
      /**
       * The act under which LeerID itself holds what left. Empty without such an act, and in rows from before
       * migration 031.
       */
      onder_protocol: string | null;
      onder_protocol_hash: string | null;
      onder_artikelen: string[] | null;
      onder_rechtsgrond: string | null;
    };
    /** The hashes of the tree, in tiles. A tile only gets more of them. */
    privacylogtegels: {
      niveau: number;
      nummer: number;
      hashes: Buffer;
      /** At level 0: which row each hash is of. The place of a row in the tree is 256 × `nummer` + its place here. */
      volgnummers: number[] | null;
    };
    /** What the tree was at some size. Each is the next one after one other, so that there is one chain. */
    privacylogcheckpoints: {
      omvang: number;
      /** The size of the checkpoint before. Empty in the first. */
      vorige: number | null;
      wortel: Buffer;
      /** The number of its last row. All rows up to it are in the tree. */
      tot_volgnummer: number;
      /** The checkpoint itself (C2SP tlog-checkpoint), as the log signed it. */
      notitie: string;
      gezet_op: Tijdstip;
    };
    /** The keys that sign checkpoints, also those of before. */
    privacylogsleutels: {
      /** The public half, with the name of the log. */
      vkey: string;
      /** The private half, sealed. Empty once it signs no more. */
      verzegeld: Buffer | null;
      van: Tijdstip;
      /** From when it signs no more. Empty in one of them. */
      tot: TijdstipOfNiets;
    };
    /** What witnesses signed under a checkpoint. */
    medeondertekeningen: {
      omvang: number;
      /** The party whose witness it is. */
      partij: string;
      sleutelnummer: string;
      /** The line of the signature, with its newline. */
      regel: string;
      gezet_op: Tijdstip;
    };
    /** How the witness of each party stands. */
    getuigenstanden: {
      partij: string;
      /** The size that it cosigned last. */
      omvang: number | null;
      stand: 'nieuw' | 'volgt' | 'zwijgt' | 'weigert';
      /** Why it does not follow. */
      reden: string | null;
      sinds: TijdstipVanzelf;
      /** Times in a row that it did not cosign. */
      pogingen: Generated<number>;
      /** When it may be asked again. */
      volgende_op: Tijdstip;
    };
    /** Parts of months that are in a file, and were held against the tree there. */
    privacylogarchieven: {
      /** Its first day. */
      maand: Dag;
      deel: number;
      bestand: string;
      sha256: Buffer;
      rijen: number;
      eerste_plaats: number | null;
      laatste_plaats: number | null;
      laatste_volgnummer: number | null;
      /** Of all rows of the file: `{[0,300),[310,400)}`. */
      plaatsen: Generated<string>;
      /** When the file was held against the tree. */
      nagekeken_op: Tijdstip;
      uit_database_op: TijdstipOfNiets;
      gewist_op: TijdstipOfNiets;
    };
  }
}
