import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import Koa from 'koa';
import { sql } from 'kysely';
import supertest from 'supertest';
import {
  bewijsSql,
  leesToestel,
  metBewijs,
  schrijfToestel,
  type Toestel,
  toestelkenmerk,
  toestelkoekje,
} from '../../src/aanmelden/pogingen/toestel.ts';
import { maakTestdatabase, type Testdatabase } from '../opzet/database/testdatabase.ts';

const SLEUTEL = 'sleutel-een';
const HASH = '$argon2id$v=19$m=7168,t=5,p=1$zoutzoutzoutzout$hash';

let database: Testdatabase;
beforeAll(async () => {
  database = await maakTestdatabase();
});
afterAll(() => database.weg());

/** The proof of this device for a user name with this hash, as the database makes it. */
async function bewijs(toestel: Toestel, naam: string, hash = HASH, sleutel = SLEUTEL): Promise<string> {
  const kenmerk = toestelkenmerk(sleutel, toestel, naam);
  const { rows } = await sql<{ bewijs: string }>`
    select ${sql.raw(bewijsSql('kenmerk', 'hash'))} as bewijs
    from (values (${kenmerk}::text, ${hash}::text)) as v(kenmerk, hash)`.execute(database.db);
  return rows[0]?.bewijs ?? '';
}

const kent = async (toestel: Toestel, ...wie: [naam: string, hash?: string, sleutel?: string]) =>
  toestel.bewijzen.includes(await bewijs(toestel, ...wie));

async function metNamen(...namen: string[]): Promise<Toestel> {
  let toestel = leesToestel(undefined);
  for (const naam of namen) toestel = metBewijs(toestel, await bewijs(toestel, naam));
  return toestel;
}

describe('a device knows who signed in on it', () => {
  let toestel: Toestel;
  beforeAll(async () => {
    toestel = await metNamen('an');
  });

  test('and nobody else', async () => {
    expect(await kent(toestel, 'an')).toBe(true);
    expect(await kent(toestel, 'bo')).toBe(false);
    expect(await kent(leesToestel(undefined), 'an')).toBe(false);
  });

  test('also after a journey through the cookie', () => {
    expect(toestel.bewijzen).toEqual([expect.stringMatching(/^[\w-]{16}$/)]);
    expect(leesToestel(schrijfToestel(toestel))).toEqual(toestel);
  });

  test('a proof does not hold on another device, with another key or after a new password', async () => {
    expect(await kent({ ...leesToestel(undefined), bewijzen: toestel.bewijzen }, 'an')).toBe(false);
    expect(await kent(toestel, 'an', HASH, 'vreemde-sleutel')).toBe(false);
    expect(await kent(toestel, 'an', HASH.replace('zoutzout', 'nieuwzou'))).toBe(false);
  });

  test('a proof holds on when the same password is hashed at another cost', async () => {
    expect(await kent(toestel, 'an', '$argon2id$v=19$m=19456,t=2,p=1$zoutzoutzoutzout$andere')).toBe(true);
  });

  test('signing in again adds nothing', async () => {
    expect(metBewijs(toestel, await bewijs(toestel, 'an'))).toEqual(toestel);
  });
});

test('thirty pupils share a tablet; the cookie stays small and forgets the oldest first', async () => {
  const namen = Array.from({ length: 40 }, (_, i) => `kind.${i}`);
  const toestel = await metNamen(...namen);
  const gelezen = leesToestel(schrijfToestel(toestel));
  const gekend = await Promise.all(namen.map(async (naam) => ((await kent(gelezen, naam)) ? [naam] : [])));
  expect(gekend.flat()).toEqual(namen.slice(-32));
  expect(schrijfToestel(toestel)).toHaveLength(566);
});

test.each([
  '',
  'x',
  '..',
  'a'.repeat(10_000),
  `${'a'.repeat(22)}.kort`,
  `${'a'.repeat(22)}${`.${'b'.repeat(16)}`.repeat(33)}`,
])('a cookie that can not be ours makes a new device (%#)', (waarde) => {
  const toestel = leesToestel(waarde);
  expect(toestel).toEqual({ id: expect.stringMatching(/^[\w-]{22}$/), bewijzen: [] });
  expect(toestel.id).not.toBe(leesToestel(waarde).id);
});

test('under https the cookie is bound to the host; no script and no other site reaches it', async () => {
  const app = new Koa({ proxy: true, keys: ['k'] });
  const koekje = toestelkoekje(true);
  app.use((ctx) => {
    koekje.zet(ctx, koekje.lees(ctx));
    ctx.body = koekje.lees(ctx).id;
  });
  const { headers } = await supertest(app.callback()).get('/diep/pad').set('X-Forwarded-Proto', 'https');
  const [regel, ...meer] = headers['set-cookie'] as unknown as string[];
  expect(meer).toEqual([]);
  expect(regel).toMatch(/^__Host-leerid_toestel=[\w-]{22}; path=\/; expires=[^;]+; samesite=lax; secure; httponly$/i);
  const terug = await supertest(app.callback())
    .get('/')
    .set('X-Forwarded-Proto', 'https')
    .set('Cookie', `${regel?.split(';')[0]}`);
  expect(regel).toContain(terug.text);
});
