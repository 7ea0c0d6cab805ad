import { expect, test } from '@jest/globals';
import { groepeer, technischeClaims } from '../../src/demo/toepassingen/ontvangst.ts';

/** The demo's page of what was received shows every claim, with what lets it leave. */

const ONTVANGEN = {
  idTokenClaims: { nonce: 'n', iss: 'https://leerid', sub: 'sleutel', amr: ['pwd'], auth_time: 0 },
  userinfo: { sub: 'sleutel', family_name: 'Peeters' },
};
const NAAM = { code: 'naam', artikel: 3, wat: 'naam', reden: 'omdat', bijzonder: false, vorm: 'klaar' as const };
const deel = (gegevens: (typeof NAAM)[]) => ({
  stromen: ['bij_aanmelding' as const],
  gegevens,
  periode: undefined,
  vensters: undefined,
});

test('what OpenID Connect carries by itself has its own names, the key of the pupil first', () => {
  expect(technischeClaims(ONTVANGEN).map(({ naam, wat, bron }) => [naam, wat, bron])).toEqual([
    ['sub', 'Technische sleutel van de leerling, enkel voor deze toepassing', 'ID-token en userinfo'],
    ['auth_time', 'Wanneer de leerling zich aanmeldde', 'ID-token'],
    ['amr', 'Waarmee de leerling zich aanmeldde', 'ID-token'],
    ['iss', 'Over het token zelf', 'ID-token'],
    ['nonce', 'Over het token zelf', 'ID-token'],
  ]);
});

test('all the rest stands beside its line of the protocol, or is told as an alarm', () => {
  const rijen = (gegevens: (typeof NAAM)[]) => groepeer(ONTVANGEN, deel(gegevens)).flatMap((groep) => groep.rijen);
  expect(rijen([NAAM])).toMatchObject([{ naam: 'Naam', grond: { artikel: 3, reden: 'omdat' } }]);
  expect(rijen([])).toEqual([{ naam: 'Naam', waarden: ['Peeters'], bron: 'userinfo' }]);
});

test('a class that names its school, which the protocol does not list, is an alarm', () => {
  const klasinformatie = { ...NAAM, code: 'klasinformatie' };
  const rij = (klas: object) =>
    groepeer({ idTokenClaims: {}, userinfo: { ov_klas: [klas] } }, deel([klasinformatie]))[0]?.rijen[0];
  expect(rij({ klas: '1A', subklas: 'b' })).toMatchObject({ waarden: ['1A, subklas b'], grond: { artikel: 3 } });
  const vreemd = rij({ instellingsnummer: '999001', klas: '1A', subklas: null });
  expect(vreemd).toMatchObject({ waarden: ['1A (school 999001)'], grond: undefined });
});
