import type { Generated } from 'kysely';
import type { Stroom } from '../protocol/index.ts';
import type { Wie } from '../wie/index.ts';
import type { Doel } from './doel.ts';

/** Rows of the privacy log, as the migrations make them. */

declare module '../store/tabellen.ts' {
  interface Tabellen {
    privacylog: {
      id: Generated<string>;
      tijdstip: Tijdstip;
      protocol: string;
      protocol_hash: string;
      /**
       * Who acted. `wie_id` says which one, but a pupil is in `leerling_id`. The defaults are for rows from
       * before migration 036.
       */
      wie_soort: Generated<Wie['soort']>;
      wie_id: string | null;
      doel: Generated<Doel>;
      stroom: Generated<Stroom>;
      client_id: string;
      /** Whose data left. Empty where they belong to no single pupil. */
      leerling_id: string | null;
      account_uuid: string | null;
      gegevens: string[];
      artikelen: string[];
      rechtsgrond: string;
      aanleiding: 'aanmelding' | 'userinfo';
      /**
       * The act under which LeerID itself holds what left. Empty without such an act, and in rows from before
       * migration 031.
       */
      onder_protocol: string | null;
      onder_protocol_hash: string | null;
      onder_artikelen: string[] | null;
      onder_rechtsgrond: string | null;
    };
  }
}
