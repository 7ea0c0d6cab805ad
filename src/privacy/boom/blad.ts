import { hash } from 'node:crypto';

/**
 * A row of the privacy log as a leaf of the tree. These bytes are what auditors hash, for ten years: they never
 * change for a row that is there. A new column may be added to the list, empty in rows of before.
 */

/** The columns of a leaf. An empty one is left out of the text, so that a new one changes no older leaf. */
export const BLADKOLOMMEN = [
  'aanleiding',
  'account_uuid',
  'artikelen',
  'client_id',
  'doel',
  'gegevens',
  'hoedanigheid',
  'id',
  'leerling_id',
  'levering_id',
  'onder_artikelen',
  'onder_protocol',
  'onder_protocol_hash',
  'onder_rechtsgrond',
  'ontvanger',
  'protocol',
  'protocol_hash',
  'rechtsgrond',
  'stroom',
  'tijdstip',
  'volgnummer',
  'wie_id',
  'wie_soort',
  'zout',
] as const;

export type Bladkolom = (typeof BLADKOLOMMEN)[number];
export type Bladrij = Readonly<Partial<Record<Bladkolom, string | readonly string[] | null>>>;

/**
 * The moment of a row in UTC with six decimals. No two moments have one text: a year before 1 says so, as in
 * `2026-11-30T09:00:00.000000Z BC`, and `to_char` gives nothing for infinity. A table refuses such moments; its owner
 * can take that check away, but not change the leaf.
 */
const TIJDSTIP_SQL = `coalesce(to_char(tijdstip at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')
  || case when tijdstip < '0001-01-01T00:00:00Z' then ' BC' else '' end, tijdstip::text)`;

/** The columns as PostgreSQL gives them for a leaf: numbers as text, and the moment as above. */
export const BLADKOLOMMEN_SQL = BLADKOLOMMEN.map((kolom) => {
  if (kolom === 'tijdstip') return `${TIJDSTIP_SQL} as tijdstip`;
  return kolom.endsWith('artikelen') || kolom === 'gegevens' ? kolom : `${kolom}::text as ${kolom}`;
}).join(', ');

/** The canonical text: JSON as RFC 8785 writes it. Its UTF-8 is the entry of the tree. */
export function bladtekst(rij: Bladrij): string {
  const inhoud: Record<string, string | readonly string[]> = {};
  for (const kolom of BLADKOLOMMEN) {
    const waarde = rij[kolom];
    if (waarde !== null && waarde !== undefined) inhoud[kolom] = waarde;
  }
  return JSON.stringify(inhoud);
}

const BLAD = Buffer.from([0]);
const KNOOP = Buffer.from([1]);

/** The hash of a leaf (RFC 9162 § 2.1.1). */
export function bladhash(blad: Uint8Array): Buffer {
  return hash('sha256', Buffer.concat([BLAD, blad]), 'buffer');
}

/** The hash of a node above two others (RFC 9162 § 2.1.1). */
export function knoophash(links: Uint8Array, rechts: Uint8Array): Buffer {
  return hash('sha256', Buffer.concat([KNOOP, links, rechts]), 'buffer');
}
