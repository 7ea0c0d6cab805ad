import fc from 'fast-check';
import { PADEN } from './muteer.ts';
import { kop, NAMEN, soortLichaam, waarde } from './waarden.ts';

/** One change to a valid request, as plain data, so that fast-check can print it and leave parts out. */
export type Mutatie =
  | { soort: 'weg' | 'dubbel' | 'leeg'; waar: Plaats; nr: number }
  | { soort: 'waarde'; waar: Plaats; nr: number; waarde: string }
  | { soort: 'lang'; waar: Plaats; nr: number; lengte: number }
  | { soort: 'verdraai'; waar: Plaats; nr: number; plek: number; teken: string }
  | { soort: 'hernoem'; waar: Plaats; nr: number; naam: string }
  | { soort: 'extra'; waar: Plaats; naam: string; waarde: string }
  | { soort: 'verhuis'; naar: 'vraag' | 'velden' }
  | { soort: 'methode'; methode: string }
  | { soort: 'kop'; naam: string; waarde: string }
  | { soort: 'lichaam'; type: string; lichaam: string }
  | { soort: 'pad'; hoe: number; waarde: string }
  | { soort: 'assertie' | 'dpop'; claims: Claims; kop: Claims }
  | { soort: 'jwt'; claims: Claims; kop: Claims; handtekening: string | null };

type Claims = Record<string, unknown>;

/** The part of the request that is changed. */
type Plaats = 'vraag' | 'velden' | 'koppen';

const METHODEN = [
  'GET',
  'HEAD',
  'POST',
  'PUT',
  'DELETE',
  'PATCH',
  'OPTIONS',
  'TRACE',
  'CONNECT',
  'PROPFIND',
  'QUERY',
  'get',
];

const TEKENS = [...'{}[]":,&=%+;-\r\n\0a1é💥\ud800'];

const waar = fc.constantFrom<Plaats>('vraag', 'velden', 'velden', 'koppen');
const nr = fc.nat({ max: 40 });
const json = fc.jsonValue({ maxDepth: 1 });
const soort = <S extends string>(naam: S) => fc.constant(naam);
const CLAIMS = ['iss', 'sub', 'aud', 'jti', 'exp', 'iat', 'nbf', 'htm', 'htu', 'ath', 'nonce', 'sid', '__proto__'];
const claims = fc.dictionary(fc.constantFrom(...CLAIMS), json, { maxKeys: 2 });
const vreemdeKop = fc.dictionary(fc.constantFrom('typ', 'kid', 'jku', 'jwk', 'x5c', 'crit', 'b64', 'zip'), json, {
  maxKeys: 2,
});
const alg = fc.constantFrom('none', 'None', 'HS256', 'RS256', 'ES256', 'EdDSA', '', 'x');
const typ = fc.constantFrom('JWT', 'dpop+jwt', 'logout+jwt', 'at+jwt', 'secevent+jwt', '');
/** Signed as the header says, whatever that is. */
const jwtkop = fc.oneof(vreemdeKop, fc.record({ typ }));
/** Replaces the header of a token of ours, without signing it again. */
const valseKop = fc.oneof(vreemdeKop, fc.record({ alg, typ }, { requiredKeys: [] }));

export const mutatie: fc.Arbitrary<Mutatie> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ soort: fc.constantFrom('weg', 'dubbel', 'leeg'), waar, nr }) },
  { weight: 5, arbitrary: fc.record({ soort: soort('waarde'), waar, nr, waarde }) },
  {
    weight: 1,
    arbitrary: fc.record({ soort: soort('lang'), waar, nr, lengte: fc.constantFrom(300, 5_000, 20_000, 70_000) }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      soort: soort('verdraai'),
      waar,
      nr,
      plek: fc.nat({ max: 400 }),
      teken: fc.string({ minLength: 1, maxLength: 1 }),
    }),
  },
  { weight: 1, arbitrary: fc.record({ soort: soort('hernoem'), waar, nr, naam: fc.constantFrom(...NAMEN) }) },
  { weight: 4, arbitrary: fc.record({ soort: soort('extra'), waar, naam: fc.constantFrom(...NAMEN), waarde }) },
  { weight: 1, arbitrary: fc.record({ soort: soort('verhuis'), naar: fc.constantFrom('vraag', 'velden') }) },
  { weight: 1, arbitrary: fc.record({ soort: soort('methode'), methode: fc.constantFrom(...METHODEN) }) },
  { weight: 3, arbitrary: kop.map((een) => ({ soort: 'kop' as const, ...een })) },
  {
    weight: 1,
    arbitrary: fc.record({
      soort: soort('lichaam'),
      type: soortLichaam,
      lichaam: fc.oneof(fc.json(), fc.string({ unit: fc.constantFrom(...TEKENS), maxLength: 40 })),
    }),
  },
  { weight: 1, arbitrary: fc.record({ soort: soort('pad'), hoe: fc.nat({ max: PADEN.length - 1 }), waarde }) },
  { weight: 2, arbitrary: fc.record({ soort: fc.constantFrom('assertie', 'dpop'), claims, kop: jwtkop }) },
  {
    weight: 2,
    arbitrary: fc.record({
      soort: soort('jwt'),
      claims,
      kop: valseKop,
      handtekening: fc.constantFrom(null, '', 'AAAA', 'A'.repeat(20_000)),
    }),
  },
);
