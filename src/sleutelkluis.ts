import { hkdfSync } from 'node:crypto';
import type { JWK } from 'jose';
import { ontsleutel, versleutel } from './versleuteling.ts';

/** Seals private keys for the database, with a key that comes from the master key. */

export interface Kluis {
  hoofdsleutel: string;
  /** What its keys are for. What one kluis sealed, no other one opens. */
  doel: 'ondertekensleutels' | 'sleutels van het privacylog';
}

/** The seal includes the key's own identifier, so that nobody can swap rows. */
export function verzegel(kluis: Kluis, jwk: JWK, kid: string): Buffer {
  return versleutel(afgeleid(kluis), JSON.stringify(jwk), kid);
}

/** @throws Error that says what to do, when the master key is another one or the row was changed */
export function ontzegel(kluis: Kluis, verzegeld: Buffer, kid: string): JWK {
  const tekst = ontsleutel(afgeleid(kluis), verzegeld, kid);
  if (tekst === undefined) throw new Error(`LEERID_MASTER_KEY opent de ${kluis.doel} in deze database niet`);
  return JSON.parse(tekst) as JWK;
}

function afgeleid({ hoofdsleutel, doel }: Kluis): Buffer {
  return Buffer.from(hkdfSync('sha256', hoofdsleutel, '', `leerid ${doel}`, 32));
}
