import fc from 'fast-check';
import { codeer } from './verzoek.ts';

/** What people and scanners send in place of the expected values. */

const woorden = (tekst: string) => tekst.trim().split(/\s+/);

/** As it goes over the wire. */
const LASTIG = [
  '',
  'x'.repeat(200),
  ...woorden(`+ %20 %00 a%00b % %zz %E0%A4%A %ED%A0%BD %c0%ae%c0%ae %FF%FE %0d%0aX-Ingespoten:%20ja %0a%0a<html> a%26b=c a;b
    ..%2f..%2fetc%2fpasswd %252e%252e%252f %24%7B7*7%7D %3C%25=7*7%25%3E
    __proto__ constructor toString hasOwnProperty null undefined NaN true [] %7B%7D [object%20Object]
    0 -1 1e400 99999999999999999999 0x10 1.5 2147483648 %D9%A1
    none none%20login login%20login openid openid%20openid openid%20email%20phone fragment jwt form_post
    code code%20id_token token id_token client_credentials refresh_token urn:ietf:params:oauth:grant-type:device_code
    https://kwaad.example/ //kwaad.example http://localhost:3001@kwaad.example/ http://localhost:3001.kwaad.example
    http://localhost:3001/smartschool/callback/.. http://localhost:3001/smartschool/callback%23x javascript:alert(1)
    urn:ietf:params:oauth:request_uri: urn:ietf:params:oauth:request_uri:a%00b urn:ietf:params:oauth:request_uri:__proto__
    eyJhbGciOiJub25lIn0.e30. eyJhbGciOiJub25lIn0.bnVsbA. a.b.c .. a.b.c.d.e`),
  ...[
    '"><script>alert(1)</script>',
    "' or 1=1 --",
    '\u202eleerling',
    '💥',
    'İ',
    '\ufeff',
    `${'a'.repeat(63)}\u0301`,
    '{"userinfo":{"__proto__":null}}',
    '{"id_token":{"acr":{"essential":true,"values":[]}}}',
    '{"userinfo":{"sub":{"value":"\\u0000"}}}',
    '{"id_token":null,"userinfo":[]}',
    '{"id_token":{"sub":{"value":"\\ud83d"}}}',
    '['.repeat(100),
    '{"a":'.repeat(100),
  ].map(codeer),
];

/**
 * Names of parameters that mean something here or elsewhere, and of some that mean something in JavaScript.
 */
export const NAMEN = [
  '',
  ...woorden(`client_id client_secret client_assertion client_assertion_type redirect_uri response_type response_mode scope
    state nonce code code_verifier code_challenge code_challenge_method grant_type request request_uri registration
    id_token_hint claims claims_locales ui_locales max_age prompt acr_values login_hint logout_hint resource
    authorization_details dpop_jkt audience display token refresh_token token_type_hint access_token
    post_logout_redirect_uri xsrf logout gebruikersnaam wachtwoord user_code
    __proto__ constructor a[] a[__proto__][b] a[constructor][prototype] scope[] client_id[0] %00 % length`),
];

const json = fc.json({ maxDepth: 2 });
const base64url = (tekst: string) => Buffer.from(tekst.toWellFormed()).toString('base64url');
const alg = fc.constantFrom('none', 'HS256', 'RS256', 'ES256', 'x').map((een) => JSON.stringify({ alg: een }));
/** Looks like a token: any JSON as header and payload. */
const alsJwt = fc
  .tuple(fc.oneof(alg, json), json, fc.string({ maxLength: 20 }))
  .map((delen) => delen.map(base64url).join('.'));
/** Usually not valid UTF-8. */
const bytes = fc.array(fc.integer({ min: 0, max: 0xff }), { maxLength: 20 });
const latijns = fc.integer({ min: 0x21, max: 0xff }).map((teken) => String.fromCharCode(teken));

export const waarde: fc.Arbitrary<string> = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom(...LASTIG) },
  { weight: 2, arbitrary: bytes.map((rij) => rij.map((een) => `%${een.toString(16).padStart(2, '0')}`).join('')) },
  { weight: 1, arbitrary: json.map(codeer) },
  { weight: 1, arbitrary: alsJwt },
  { weight: 1, arbitrary: fc.string({ unit: latijns }) },
);

const basic = (tekst: string) => `Basic ${Buffer.from(tekst, 'latin1').toString('base64')}`;
const HOSTS = ['', 'localhost, kwaad.example', ...woorden('kwaad.example localhost localhost:1 a@localhost [::1 %00')];
const FORMULIER = 'application/x-www-form-urlencoded';
const TYPES = [
  '',
  'multipart/form-data; boundary=x',
  'a/b; c',
  ...['utf-16le', 'niets', '"'].map((charset) => `${FORMULIER}; charset=${charset}`),
  ...woorden('application/json text/plain x */*'),
];
const KOPPEN: Record<string, string[]> = {
  Authorization: [
    ...['', 'Bearer', 'Bearer ', 'Bearer a b', 'Bearer \u00ff', `Bearer ${'a'.repeat(5000)}`, 'DPoP x', 'Negotiate x'],
    ...['Basic', 'Basic !', ...[':', '%:%', 'smartschool', 'smartschool:', '__proto__:x'].map(basic)],
    ...['a\0b:c', '\u00ff:\u00ff', 'smartschool:%00'].map(basic),
  ],
  Accept: ['', ...woorden('json */* */*;q=0 text/html;q=2 application/json text/html image/* ,;,; text/html;q=x,a')],
  Cookie: ['=', ';;;', 'leerid=a; leerid=b', 'leerid="\u00ff"', `a=${'b'.repeat(9000)}`, 'leerid=a; leerid.sig=b'],
  Origin: woorden('null https://kwaad.example x " \u00ff http://localhost:3001 *'),
  'Sec-Fetch-Site': woorden('cross-site same-origin none x'),
  'Content-Type': TYPES,
  'Content-Encoding': ['', 'gzip, gzip', ...woorden('gzip deflate br identity x')],
  'Content-Length': ['10, 10', ...woorden('-1 0 5 100000 99999999999999999999 abc 1e3')],
  'Transfer-Encoding': ['chunked', 'gzip', 'chunked, chunked', 'x'],
  Host: HOSTS,
  'X-Forwarded-Host': HOSTS,
  'X-Forwarded-Proto': ['https', 'javascript', ''],
  'X-Forwarded-For': ['1.2.3.4', '\u00ff', 'a'.repeat(3000)],
  Forwarded: ['host=kwaad.example;proto=https', ';;='],
  'X-HTTP-Method-Override': ['DELETE', 'POST'],
  'Access-Control-Request-Method': ['POST', '\u00ff'],
  'Access-Control-Request-Headers': ['authorization', '\u00ff', '*'],
  'If-None-Match': ['*', '"'],
  Range: ['bytes=0-0', 'bytes=-1', 'x'],
  Expect: ['100-continue', 'x'],
  Connection: ['upgrade', 'keep-alive, x', 'close'],
  Upgrade: ['websocket', 'h2c'],
  DPoP: ['x', 'a.b.c', 'eyJhbGciOiJub25lIn0.bnVsbA.'],
};

export const kop = fc
  .constantFrom(...Object.entries(KOPPEN))
  .chain(([naam, waarden]) => fc.constantFrom(...waarden).map((inhoud) => ({ naam, waarde: inhoud })));
export const soortLichaam = fc.constantFrom(...TYPES);
