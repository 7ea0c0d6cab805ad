import { expect, test } from '@jest/globals';
import { clientsUit } from '../../src/oidc/clients/clientmetadata.ts';
import type { Clientgeheimen, Toepassing } from '../../src/toepassingen/index.ts';

/** The library recognises a client by the hash of its JSON. So that JSON must tell apart what differs. */

const VANDAAG = Temporal.PlainDate.from('2026-11-30');

function toepassing(naam: string, in_werking = () => true): Toepassing {
  return {
    dossier: {
      client_id: 'bingel',
      naam,
      redirect_uris: ['https://bingel.example/terug'],
      post_logout_redirect_uris: [],
      client_authenticatie: {
        token_endpoint_auth_method: 'client_secret_basic',
        client_secret_uit_omgeving: 'BINGEL_SECRET',
      },
      id_token: { id_token_signed_response_alg: 'ES256' },
    },
    deel: { gegevens: [] },
    geldigheidOp: () => ({ in_werking: in_werking() }),
  } as unknown as Toepassing;
}

function zoek(toepassingen: Map<string, Toepassing>, geheimen: string[] = ['een']) {
  return clientsUit(toepassingen, { van: () => geheimen } as unknown as Clientgeheimen, () => VANDAAG);
}

test('a client is the same as long as its dossier and its secret are', () => {
  const toepassingen = new Map([['bingel', toepassing('Bingel')]]);
  const geheimen = ['een'];
  const zoekClient = zoek(toepassingen, geheimen);
  const eerst = zoekClient('bingel');
  expect(eerst).toMatchObject({ client_name: 'Bingel', client_secret: 'een' });
  expect(zoekClient('bingel')).toBe(eerst);

  geheimen[0] = 'twee';
  const metAnderGeheim = zoekClient('bingel');
  expect(metAnderGeheim).toMatchObject({ client_name: 'Bingel', client_secret: 'twee' });

  toepassingen.set('bingel', toepassing('Bingel Plus'));
  const metAnderDossier = zoekClient('bingel');
  expect(metAnderDossier).toMatchObject({ client_name: 'Bingel Plus', client_secret: 'twee' });

  const jsons = [eerst, metAnderGeheim, metAnderDossier].map((client) => JSON.stringify(client));
  expect(new Set(jsons).size).toBe(3);
  expect(jsons.join()).not.toMatch(/een|twee/);
});

test('a client is gone as soon as its protocol is not in force, or its secret is not there', () => {
  let inWerking = true;
  const geheimen = ['een'];
  const zoekClient = zoek(new Map([['bingel', toepassing('Bingel', () => inWerking)]]), geheimen);
  expect(zoekClient('bingel')).toBeDefined();
  geheimen.length = 0;
  expect(zoekClient('bingel')).toBeUndefined();
  geheimen.push('een');
  inWerking = false;
  expect(zoekClient('bingel')).toBeUndefined();
});
