import { sql } from 'kysely';
import type { Database } from '../../store/index.ts';
import { ALGORITMEN, type Alg, heeft, leesSleutelstand, maakSleutel, type Sleutelstand } from './ondertekensleutels.ts';

/**
 * Seconds. A relying party may keep the JWKS that long, and a token that was signed before may arrive that
 * late.
 */
const RUST = 3600;

/** Whether a step was taken. If not, `vanaf` says from when the next one is possible. */
export type Rotatiestap = { gezet: true } | { gezet: false; vanaf: Temporal.Instant };

/**
 * Takes one step of rotation for each algorithm. First a next key is made. When the JWKS has shown it for an
 * hour, it becomes active, and the active key retires. A retired key leaves an hour later, when nothing that
 * it signed is valid any more.
 */
export async function roteerSleutels(db: Database, hoofdsleutel: string, nu: Temporal.Instant): Promise<Rotatiestap> {
  const isRijp = (sleutel: Sleutelstand) => Temporal.Instant.compare(rijpVanaf(sleutel), nu) <= 0;
  const voor = await db.transaction().execute(async (trx) => {
    await sql`select pg_advisory_xact_lock(hashtext('leerid.sleutels'))`.execute(trx);
    const stand = await leesSleutelstand(trx);
    const rijp = stand.filter(isRijp);
    for (const { kid } of rijp.filter(({ status }) => status === 'uitdovend')) {
      await trx.deleteFrom('oidc_sleutels').where('kid', '=', kid).execute();
    }
    for (const { kid, alg } of rijp.filter(({ status }) => status === 'volgende')) {
      await neemInGebruik(trx, kid, alg, nu.toString());
    }
    return stand;
  });
  const zonderVolgende = ALGORITMEN.filter((een) => !heeft(voor, een, 'volgende'));
  for (const alg of zonderVolgende) await maakSleutel(db, alg, 'volgende', hoofdsleutel, nu);
  const wachtend = voor.filter(({ status }) => status !== 'actief');
  if (zonderVolgende.length || wachtend.some(isRijp)) return { gezet: true };
  const [vanaf = nu] = wachtend.map(rijpVanaf).sort(Temporal.Instant.compare);
  return { gezet: false, vanaf };
}

/** From when the next step of this key is possible. An active key takes no step by itself. */
function rijpVanaf({ gemaakt_op, uitdovend_op }: Sleutelstand): Temporal.Instant {
  return (uitdovend_op ?? gemaakt_op).add({ seconds: RUST });
}

async function neemInGebruik(trx: Database, kid: string, alg: Alg, nu: string): Promise<void> {
  const sleutels = trx.updateTable('oidc_sleutels').where('alg', '=', alg);
  await sleutels.where('status', '=', 'actief').set({ status: 'uitdovend', uitdovend_op: nu }).execute();
  await sleutels.where('kid', '=', kid).set({ status: 'actief', actief_op: nu }).execute();
}
