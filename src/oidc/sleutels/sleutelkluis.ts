import { hkdfSync } from 'node:crypto';
import type { JWK } from 'jose';
import { ontsleutel, versleutel } from '../../versleuteling.ts';

/** Seals private keys for the database. */

/** The seal includes the key's own identifier, so that nobody can swap rows. */
export function verzegel(jwk: JWK, kid: string, hoofdsleutel: string): Buffer {
  return versleutel(afgeleid(hoofdsleutel), JSON.stringify(jwk), kid);
}

/** @throws Error that says what to do, when the master key is another one or the row was changed */
export function ontzegel(verzegeld: Buffer, kid: string, hoofdsleutel: string): JWK {
  const tekst = ontsleutel(afgeleid(hoofdsleutel), verzegeld, kid);
  if (tekst === undefined) throw new Error('LEERID_MASTER_KEY opent de ondertekensleutels in deze database niet');
  return JSON.parse(tekst) as JWK;
}

function afgeleid(hoofdsleutel: string): Buffer {
  return Buffer.from(hkdfSync('sha256', hoofdsleutel, '', 'leerid ondertekensleutels', 32));
}
