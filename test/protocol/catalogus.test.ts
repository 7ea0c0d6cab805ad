import { expect, test } from '@jest/globals';
import { AFGELEID } from '../../src/protocol/catalogus/afgeleide_gegevens.ts';
import { AGGREGATEN, type Bijzonder } from '../../src/protocol/catalogus/aggregaten.ts';
import { CATALOGUS, claimsPerScope, SCOPES } from '../../src/protocol/catalogus/catalogus.ts';
import { TECHNISCH, TECHNISCHE_CODES } from '../../src/protocol/catalogus/technisch.ts';

const ingangen = Object.entries(CATALOGUS);
const uitgiftes = ingangen.flatMap(([code, { uitgifte }]) => (uitgifte ? [{ code, uitgifte }] : []));

test('every datum has a heading of art. 3 and a name of its own', () => {
  const namen = ingangen.map(([, { kop, naam }]) => `${kop}: ${naam}`);
  expect(namen.filter((naam) => !/^\S.*: \S.*$/.test(naam))).toEqual([]);
  expect(new Set(namen).size).toBe(namen.length);
  expect(ingangen.map(([code]) => code).filter((code) => !/^[a-z][a-z0-9_]+$/.test(code))).toEqual([]);
});

test('every datum that can leave has a claim, and a scope of SCOPES', () => {
  for (const { uitgifte } of uitgiftes) {
    expect(SCOPES).toContain(uitgifte.scope);
    expect(uitgifte.claim).toMatch(/^[a-z][a-z_]+$/);
  }
});

test('exactly these data can leave with a sign-in: whoever adds one must change this test', () => {
  expect(
    Object.fromEntries(uitgiftes.map(({ code, uitgifte }) => [code, `${uitgifte.scope}/${uitgifte.claim}`])),
  ).toEqual({
    naam: 'profile/family_name',
    voornaam: 'profile/given_name',
    geboortedag: 'profile/ov_geboortedag',
    geboortemaand: 'profile/ov_geboortemaand',
    geboortejaar: 'profile/ov_geboortejaar',
    leer_id_uuid: 'ov_leerling/ov_leerid_uuid',
    account_uuid: 'ov_leerling/ov_account_uuid',
    historiek_account_uuid: 'ov_leerling/ov_historiek_account_uuid',
    email: 'email/email',
    administratieve_groep_code: 'ov_inschrijvingen/ov_inschrijvingen',
    administratieve_groep_omschrijving: 'ov_inschrijvingen/ov_inschrijvingen',
    hoofdstructuur: 'ov_inschrijvingen/ov_inschrijvingen',
    instellingsnummer: 'ov_inschrijvingen/ov_inschrijvingen',
    stamnummer: 'ov_inschrijvingen/ov_inschrijvingen',
    vestigingsplaats: 'ov_inschrijvingen/ov_inschrijvingen',
    klasinformatie: 'ov_klas/ov_klas',
    toegewezen_toetsen: 'ov_toetsen/ov_toetsen',
  });
});

test.each(['insz', 'unieke_persoon', 'geregistreerde_persoon', 'individueel_aangepast_curriculum'])(
  '%s never leaves with a sign-in',
  (code) => {
    expect(CATALOGUS[code]).toBeDefined();
    expect(CATALOGUS[code]?.uitgifte).toBeUndefined();
  },
);

test('no count for research and nothing of GDPR art. 9 leaves with a sign-in', () => {
  const tellingen = ingangen.filter(([code]) => Object.hasOwn(AGGREGATEN, code));
  expect(tellingen).toHaveLength(30);
  for (const [, datum] of tellingen) expect(datum.uitgifte).toBeUndefined();
  for (const [, datum] of ingangen.filter(([, { bijzonder }]) => bijzonder)) expect(datum.uitgifte).toBeUndefined();
});

test('what tells of health, special education or origin is marked, by kind', () => {
  const perSoort = Object.groupBy(ingangen, ([, { bijzonder }]) => bijzonder ?? 'geen');
  const codes = (soort: Bijzonder) => perSoort[soort]?.map(([code]) => code).sort();
  expect(codes('afkomst')).toEqual(['anderstalige_nieuwkomer', 'thuistaal_niet_nederlands']);
  expect(codes('buitengewoon_onderwijs')).toEqual([
    ...['aantal_per_soort_onderwijs', 'aantal_per_type_onderwijs', 'jaar_omhoog_gegaan'],
  ]);
  expect(codes('gezondheid')).toEqual([
    ...['permanent_onderwijs_aan_huis', 'schooldagen_drie_schooljaren', 'schooldagen_totaal', 'schooldagen_ziek'],
    ...['dagen', 'goedgekeurd', 'perioden'].map((kenmerk) => `tijdelijk_onderwijs_aan_huis_${kenmerk}`),
    ...['type_5_ingeschreven', 'type_5_perioden', 'type_5_schooldagen'],
    ...['ziekte_aantal_perioden', 'ziekte_langste_reeks'],
  ]);
});

test('S4 datum 5 asks who went up, and is named after it', () => {
  expect(CATALOGUS.zittenblijven).toBeUndefined();
  expect(CATALOGUS.jaar_omhoog_gegaan?.naam).toBe('Naar het volgende leerjaar gegaan');
});

test('a claim belongs to one datum, except the list of enrolments, whose fields differ', () => {
  const gewoon = uitgiftes.flatMap(({ uitgifte }) => ('veld' in uitgifte ? [] : [uitgifte.claim]));
  const velden = uitgiftes.flatMap(({ uitgifte }) => ('veld' in uitgifte ? [uitgifte.veld] : []));
  expect(new Set(gewoon).size).toBe(gewoon.length);
  expect(new Set(velden).size).toBe(velden.length);
  expect(gewoon).not.toContain('ov_inschrijvingen');
});

test('what is made of several data is made of data that can leave, under their scope', () => {
  expect(AFGELEID.map(({ claim, uit }) => [claim, uit])).toEqual([['name', ['voornaam', 'naam']]]);
  for (const { claim, scope, uit } of AFGELEID) {
    for (const code of uit) expect(CATALOGUS[code]?.uitgifte?.scope).toBe(scope);
    expect(claimsPerScope()[scope]).toContain(claim);
    expect(uitgiftes.map(({ uitgifte }) => uitgifte.claim)).not.toContain(claim);
  }
});

test('each scope yields its claims, each claim once', () => {
  const perScope = claimsPerScope();
  expect(Object.keys(perScope).sort()).toEqual([...SCOPES].sort());
  expect(perScope.ov_inschrijvingen).toEqual(['ov_inschrijvingen']);
  expect(perScope.email).toEqual(['email']);
  const alle = Object.values(perScope).flat();
  expect(new Set(alle).size).toBe(alle.length);
});

test('what leaves with every sign-in has a code of its own, that no protocol can list', () => {
  expect(TECHNISCHE_CODES).toEqual(['sub', 'sid', 'auth_time', 'acr', 'amr']);
  const claims = uitgiftes.map(({ uitgifte }) => uitgifte.claim);
  for (const code of TECHNISCHE_CODES) {
    expect(CATALOGUS[code]).toBeUndefined();
    expect(claims).not.toContain(code);
    expect(TECHNISCH[code].naam).toMatch(/^[A-Z]/);
  }
});
