import type { Generated } from 'kysely';

/** Rows of the privacy log, as the migrations make them. */

declare module '../store/tabellen.ts' {
  interface Tabellen {
    privacylog: {
      id: Generated<string>;
      tijdstip: Tijdstip;
      protocol: string;
      protocol_hash: string;
      client_id: string;
      leerling_id: string;
      account_uuid: string;
      gegevens: string[];
      artikelen: string[];
      rechtsgrond: string;
      aanleiding: 'aanmelding' | 'userinfo';
      /** Of the act under which LeerID itself holds what left; empty where there is none, and in rows of before migration 031. */
      onder_protocol: string | null;
      onder_protocol_hash: string | null;
      onder_artikelen: string[] | null;
      onder_rechtsgrond: string | null;
    };
  }
}
