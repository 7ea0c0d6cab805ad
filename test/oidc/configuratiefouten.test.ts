import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { Bezoeker } from '../opzet/bezoek/bezoeker.ts';
import { type Idp, startIdp } from '../opzet/server/idp.ts';
import { callback, relyingParty, vraagAan } from '../opzet/toepassing/relying_party.ts';

/** Rewrites one file of the configuration before the provider reads it. */
function wijzig(bestand: string, hoe: (tekst: string) => string) {
  return async (configmap: string) => {
    const pad = join(configmap, bestand);
    await writeFile(pad, hoe(await readFile(pad, 'utf8')));
  };
}

const PROTOCOL = 'protocollen/smartschool/protocol.yaml';
const HANDTEKENINGEN = 'protocollen/smartschool/handtekeningen.json';
const DOSSIER = 'toepassingen/smartschool.yaml';

async function handtekeningVan(configmap: string, protocol: string): Promise<string> {
  return readFile(join(configmap, 'protocollen', protocol, 'handtekeningen.json'), 'utf8');
}

const GEVALLEN: [string, (configmap: string) => Promise<void>, string][] = [
  ['unsigned', wijzig(HANDTEKENINGEN, () => '{"signatures":[]}'), 'handtekening_ontbreekt'],
  [
    'one byte changed',
    wijzig(PROTOCOL, (tekst) => tekst.replace('2023-05-23', '2023-05-22')),
    'handtekening_klopt_niet',
  ],
  ['a comment added after signing', wijzig(PROTOCOL, (tekst) => `${tekst}#`), 'handtekening_klopt_niet'],
  [
    'signed by the parties of another protocol',
    async (map) =>
      wijzig(
        HANDTEKENINGEN,
        () => '',
      )(map).then(async () => writeFile(join(map, HANDTEKENINGEN), await handtekeningVan(map, 'zieke-kinderen'))),
    'handtekening_klopt_niet',
  ],
  [
    'a party that is not known',
    wijzig('partijen/smartbit.yaml', (tekst) => tekst.replace(/kbo: .*/, 'kbo: 0644.450.380')),
    'onbekende_partij',
  ],
  [
    'stopped',
    (map) =>
      writeFile(join(map, 'protocollen/smartschool/stopzetting.yaml'), 'op: 2026-01-01\ndoor: dov\nreden: proef\n'),
    'stopgezet',
  ],
  [
    'a stop that can not be read',
    (map) => writeFile(join(map, 'protocollen/smartschool/stopzetting.yaml'), 'op: morgen'),
    'bestand_ongeldig',
  ],
  ['broken YAML', wijzig(PROTOCOL, (tekst) => tekst.replace('gegevens:', 'gegevens: [')), 'geen geldige YAML'],
  [
    'an unknown datum',
    wijzig(PROTOCOL, (tekst) => tekst.replace('code: stamnummer', 'code: schoenmaat')),
    'onbekend gegeven',
  ],
  [
    'an http address',
    wijzig(DOSSIER, (tekst) =>
      tekst.replace('http://localhost:3001/smartschool/callback', 'http://smartschool.example/callback'),
    ),
    'gebruik https',
  ],
  [
    'a secret that is missing',
    wijzig(DOSSIER, (tekst) => tekst.replace('SMARTSCHOOL_CLIENT_SECRET', 'BESTAAT_NIET')),
    'geheim BESTAAT_NIET ontbreekt',
  ],
  [
    'the same client_id in two dossiers',
    async (map) => writeFile(join(map, 'toepassingen/tweede.yaml'), await readFile(join(map, DOSSIER))),
    'meer dan een dossier',
  ],
];

async function authorizePagina(idp: Idp, clientId: string) {
  const vraag = new URLSearchParams({
    client_id: clientId,
    response_type: 'code',
    scope: 'openid',
    redirect_uri: callback(clientId),
    code_challenge: 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM',
    code_challenge_method: 'S256',
  });
  return new Bezoeker().haal(`${idp.issuer}/authorize?${vraag}`);
}

test.each(GEVALLEN)(
  '%s: no client, a clear line in the log, and the other protocols keep working',
  async (_naam, pasAan, reden) => {
    const idp = await startIdp(pasAan);
    try {
      const pagina = await authorizePagina(idp, 'smartschool');
      expect(pagina.status).toBe(400);
      expect(pagina.text).toMatch(/(Deze toepassing|Smartschool) is (nu )?niet aangesloten/);
      expect(idp.logregels.join('')).toContain(reden);

      const rp = await relyingParty(idp, 'toetsplatform');
      const { verder } = await new Bezoeker().meldAan((await vraagAan(rp, 'toetsplatform')).url, 'leerling.gewoon');
      expect(verder?.searchParams.has('code')).toBe(true);
    } finally {
      await idp.stop();
    }
  },
);

test('a protocol that lapses while the provider runs closes its client that same day', async () => {
  const idp = await startIdp();
  try {
    idp.klok.zet(Temporal.Instant.from('2023-05-22T12:00:00Z'));
    expect((await authorizePagina(idp, 'smartschool')).status).toBe(400);
    idp.klok.zet(Temporal.Instant.from('2023-05-23T12:00:00Z'));
    await idp.ververs();
    const open = await authorizePagina(idp, 'smartschool');
    expect([open.status, open.get('location')]).toEqual([303, expect.stringContaining('/aanmelden/smartschool/')]);
  } finally {
    await idp.stop();
  }
});
