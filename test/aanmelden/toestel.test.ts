import { describe, expect, test } from '@jest/globals';
import Koa from 'koa';
import supertest from 'supertest';
import { kentToestel, leesToestel, metBewijs, schrijfToestel, toestelkoekje } from '../../src/aanmelden/toestel.ts';

const SLEUTEL = 'sleutel-een';
const middel = (gebruikersnaam: string, wachtwoord_hash = 'hash') => ({ gebruikersnaam, wachtwoord_hash });
const an = middel('an');

describe('a device knows who signed in on it', () => {
  const toestel = metBewijs(SLEUTEL, leesToestel(undefined), an);

  test('and nobody else', () => {
    expect(kentToestel(SLEUTEL, toestel, an)).toBe(true);
    expect(kentToestel(SLEUTEL, toestel, middel('bo'))).toBe(false);
    expect(kentToestel(SLEUTEL, leesToestel(undefined), an)).toBe(false);
  });

  test('also after a journey through the cookie', () => {
    expect(leesToestel(schrijfToestel(toestel))).toEqual(toestel);
  });

  test('a proof does not hold on another device, with another key or after a new password', () => {
    expect(kentToestel(SLEUTEL, { ...leesToestel(undefined), bewijzen: toestel.bewijzen }, an)).toBe(false);
    expect(kentToestel('vreemde-sleutel', toestel, an)).toBe(false);
    expect(kentToestel(SLEUTEL, toestel, middel('an', 'nieuwe hash'))).toBe(false);
  });

  test('signing in again adds nothing', () => {
    expect(metBewijs(SLEUTEL, toestel, an)).toEqual(toestel);
  });
});

test('thirty pupils share a tablet; the cookie stays small and forgets the oldest first', () => {
  const namen = Array.from({ length: 40 }, (_, i) => `kind.${i}`);
  const toestel = namen.reduce((een, naam) => metBewijs(SLEUTEL, een, middel(naam)), leesToestel(undefined));
  const gelezen = leesToestel(schrijfToestel(toestel));
  expect(namen.filter((naam) => kentToestel(SLEUTEL, gelezen, middel(naam)))).toEqual(namen.slice(-32));
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
