import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { type RawBuilder, sql } from 'kysely';
import * as client from 'openid-client';
import { geefActivatiecodes, kiesMiddelen } from '../../src/aanmelden/index.ts';
import { maakAfmelder } from '../../src/oidc/index.ts';
import { blokkeerLeerling } from '../../src/register/account.ts';
import { accountsVan, leerlingVan } from '../../src/register/index.ts';
import type { Database } from '../../src/store/index.ts';
import { Bezoeker } from '../opzet/bezoek/bezoeker.ts';
import { afmeldgeheim } from '../opzet/bezoek/formulier.ts';
import { terwijlVast, totHetWachtOp } from '../opzet/database/slot.ts';
import { type Idp, SCHOOLDAG, startIdp } from '../opzet/server/idp.ts';
import { relyingParty, vraagAan } from '../opzet/toepassing/relying_party.ts';

/** What leaves was allowed a moment ago, even when the log row had to wait. */

const CLIENT = 'archief-voor-onderwijs';
const VERSE_LEEFTIJD = 200;

let idp: Idp;
beforeAll(async () => {
  idp = await startIdp();
});
afterAll(async () => {
  await idp.stop();
});
beforeEach(() => idp.klok.zet(SCHOOLDAG));
afterEach(() => {
  jest.restoreAllMocks();
});

async function begin(naam: string, clientId = CLIENT) {
  const rp = await relyingParty(idp, clientId);
  const { url, controles } = await vraagAan(rp, clientId);
  const bezoeker = new Bezoeker();
  const { verder } = await bezoeker.meldAan(url, naam);
  return { rp, bezoeker, wissel: () => client.authorizationCodeGrant(rp, verder as URL, controles) };
}

type Begonnen = Awaited<ReturnType<typeof begin>>;

async function beginUserinfo(naam: string, clientId = CLIENT) {
  const begonnen = await begin(naam, clientId);
  const { access_token } = await begonnen.wissel();
  const vraag = () => client.fetchUserInfo(begonnen.rp, access_token, client.skipSubjectCheck);
  return { ...begonnen, vraag };
}

const LOG = sql`lock table privacylog in exclusive mode`;

/** Longer than the allowed age, on the clock that nobody moves. */
const terwijlHetLogLangWacht = <T>(vraag: () => Promise<T>, doe: () => Promise<unknown>) =>
  terwijlVast(idp.db, LOG, vraag, async () => {
    await doe();
    idp.klok.laatVerstrijken(VERSE_LEEFTIJD);
  });

/** The row waited too long, so the gate is read again. This runs during that second reading. */
async function terwijlDeTweedeWacht<T>(vraag: () => Promise<T>, doe: () => Promise<unknown>): Promise<T> {
  let antwoord: Promise<T> | undefined;
  const poort = await idp.db.startTransaction().execute();
  await terwijlHetLogLangWacht(
    async () => {
      antwoord = vraag();
      antwoord.catch(() => {});
    },
    () => sql`lock table zichtbaarheid in access exclusive mode`.execute(poort),
  );
  await totHetWachtOp(idp.db, 'zichtbaarheid');
  await doe();
  await poort.commit().execute();
  return antwoord as Promise<T>;
}

const wie = (naam: string) =>
  sql`(select leerling_id from aanmeldmiddelen join accounts using (account_uuid) where gebruikersnaam = ${naam})`;
const voer = (opdracht: RawBuilder<unknown>) => opdracht.execute(idp.db);

async function meldAf({ bezoeker, rp }: Begonnen): Promise<void> {
  const html = (await bezoeker.volg(client.buildEndSessionUrl(rp, {}))).text;
  const xsrf = afmeldgeheim(html);
  await bezoeker.stuur(`${idp.issuer}/logout/confirm`, { xsrf, logout: 'yes' });
}

async function laadBeeindigt(naam: string): Promise<void> {
  const { rows } = await sql<{ account_uuid: string }>`
    select account_uuid from accounts where leerling_id = ${wie(naam)}`.execute(idp.db);
  const accounts = rows.map(({ account_uuid }) => account_uuid);
  await idp.db.transaction().execute((trx) => maakAfmelder(idp.db, () => []).meldAccountsAf(trx, accounts));
}

/** As the commands do it. Those also write a row of the log, which would wait here as well. */
function inEenKeer(naam: string, doe: (trx: Database) => Promise<unknown>): Promise<void> {
  return idp.db.transaction().execute(async (trx) => {
    await doe(trx);
    const leerling = await leerlingVan(trx, naam);
    const accounts = leerling === undefined ? [] : await accountsVan(trx, leerling);
    await maakAfmelder(idp.db, () => []).meldAccountsAf(trx, accounts);
  });
}

function geefCode(naam: string): Promise<void> {
  return inEenKeer(naam, async (trx) =>
    geefActivatiecodes(trx, idp.klok, await kiesMiddelen(trx, idp.klok, { gebruikersnaam: naam })),
  );
}

const blokkeer = (naam: string) => inEenKeer(naam, (trx) => blokkeerLeerling(trx, idp.klok, naam));

const EINDES: [string, string, (begonnen: Begonnen) => Promise<unknown>][] = [
  ['signing out', 'leerling.gewoon', meldAf],
  ['a load that ends his sessions', 'leerling.gewoon', () => laadBeeindigt('leerling.gewoon')],
  ['a new activation code', 'leerling.historiek', () => geefCode('leerling.historiek')],
  ['a block', 'leerling.tweescholen', () => blokkeer('leerling.tweescholen')],
];

describe.each(EINDES)('%s while the row waits', (_wat, naam, gebeurt) => {
  afterEach(async () => {
    await idp.db.updateTable('leerlingen').set({ geblokkeerd_op: null }).execute();
    await sql`update aanmeldmiddelen set wachtwoord_hash =
      (select wachtwoord_hash from aanmeldmiddelen where gebruikersnaam = 'leerling.gewoon')`.execute(idp.db);
  });

  test('no ID token of a session that is over: its logout may have been announced', async () => {
    const begonnen = await begin(naam);
    const antwoord = terwijlHetLogLangWacht(begonnen.wissel, () => gebeurt(begonnen));
    await expect(antwoord).rejects.toMatchObject({ status: 400, error: 'invalid_grant' });
  });

  test('nor an ID token after the row, of which the application has heard that it is over', async () => {
    const begonnen = await begin(naam);
    // Here, looking up a session waits for the gate.
    const einde = gebeurt === meldAf ? () => laadBeeindigt(naam) : () => gebeurt(begonnen);
    await expect(terwijlDeTweedeWacht(begonnen.wissel, einde)).rejects.toMatchObject({
      status: 400,
      error: 'invalid_grant',
    });
  });

  test('nor an answer of userinfo', async () => {
    const begonnen = await beginUserinfo(naam);
    const antwoord = terwijlHetLogLangWacht(begonnen.vraag, () => gebeurt(begonnen));
    await expect(antwoord).rejects.toMatchObject({ status: 401 });
  });
});

describe('what a school or the register says while the row waits', () => {
  const naam = 'leerling.tijdelijk';
  const zet = (tabel: string, tot: string | null) =>
    voer(sql`update ${sql.table(tabel)} set tot = ${tot}
      where ${tabel === 'inschrijvingen' ? sql`leerling_id = ${wie(naam)}` : sql`client_id = ${CLIENT}`}`);

  test.each(['samenwerkingen', 'inschrijvingen'])('an end in %s keeps all inside', async (tabel) => {
    const { vraag } = await beginUserinfo(naam);
    await expect(terwijlHetLogLangWacht(vraag, () => zet(tabel, '2026-11-22'))).rejects.toMatchObject({ status: 401 });
    await zet(tabel, null);
    expect(await vraag()).toHaveProperty('given_name');
  });

  test('so does an application that is no longer visible', async () => {
    const { vraag } = await beginUserinfo(naam);
    const onzichtbaar = () => voer(sql`delete from zichtbaarheid where leerling_id = ${wie(naam)}`);
    await expect(terwijlHetLogLangWacht(vraag, onzichtbaar)).rejects.toMatchObject({ status: 401 });
  });

  test('nothing at all: what was asked leaves, however long the row waited', async () => {
    const { vraag } = await beginUserinfo('leerling.gewoon');
    expect(await terwijlHetLogLangWacht(vraag, async () => {})).toEqual(await vraag());
  });

  test('what comes in addition does not leave: the row does not name it', async () => {
    const { vraag } = await beginUserinfo('leerling.gewoon');
    const eerst = await vraag();
    const antwoord = await terwijlHetLogLangWacht(vraag, async () => {
      await voer(sql`update leerlingen set voornaam = 'Andere' where id = ${wie('leerling.gewoon')}`);
      await voer(sql`insert into inschrijvingen (leerling_id, instellingsnummer, vestigingsplaats, administratieve_groep,
          hoofdstructuur, stamnummer, status, van)
        select leerling_id, '999003', vestigingsplaats, administratieve_groep, hoofdstructuur, '2600077', status, van
        from inschrijvingen where leerling_id = ${wie('leerling.gewoon')} limit 1`);
      await voer(sql`insert into zichtbaarheid (leerling_id, client_id, instellingsnummer, sinds)
        select leerling_id, client_id, '999003', sinds from zichtbaarheid
        where leerling_id = ${wie('leerling.gewoon')} and client_id = ${CLIENT} limit 1`);
    });
    const daarna = await vraag();
    await voer(
      sql`delete from zichtbaarheid where leerling_id = ${wie('leerling.gewoon')} and instellingsnummer = '999003'`,
    );
    await voer(
      sql`delete from inschrijvingen where leerling_id = ${wie('leerling.gewoon')} and stamnummer = '2600077'`,
    );
    await voer(sql`update leerlingen set voornaam = 'Gewone' where id = ${wie('leerling.gewoon')}`);
    expect(antwoord).toEqual({ ...eerst, given_name: 'Andere', name: 'Andere Voorbeeldleerling' });
    expect(daarna.ov_inschrijvingen).toHaveLength(2);
  });

  test('a test that is assigned meanwhile does not leave, and one that is taken back neither', async () => {
    const { vraag } = await beginUserinfo('leerling.gewoon', 'toetsplatform');
    const uren = ({ ov_toetsen }: client.UserInfoResponse) =>
      (ov_toetsen as unknown as { toetsmoment: { van: string } }[])
        .map(({ toetsmoment }) => toetsmoment.van)
        .filter((van) => van.startsWith('2026-11-25'));
    const [BLIJFT, WEG, NIEUW] = ['08', '09', '10'].map((uur) => `2026-11-25T${uur}:00:00Z`) as [
      string,
      string,
      string,
    ];
    const wijsToe = (van: string) =>
      voer(sql`insert into toetstoewijzingen (leerling_id, toets, van, tot)
        values (${wie('leerling.gewoon')}, 'WIS-4L', ${van}, ${van}::timestamptz + interval '1 hour')`);
    const neemTerug = (van: string) => voer(sql`delete from toetstoewijzingen where van = ${van}`);
    await wijsToe(BLIJFT);
    await wijsToe(WEG);
    const antwoord = await terwijlHetLogLangWacht(vraag, async () => {
      await neemTerug(WEG);
      await wijsToe(NIEUW);
    });
    expect([uren(antwoord), uren(await vraag())]).toEqual([[BLIJFT], [BLIJFT, NIEUW]]);
  });

  test('an enrolment that ends stays in, and the other one leaves', async () => {
    const { vraag } = await beginUserinfo('leerling.tweescholen');
    const scholen = ({ ov_inschrijvingen }: client.UserInfoResponse) =>
      (ov_inschrijvingen as unknown as { instellingsnummer: string }[]).map(
        ({ instellingsnummer }) => instellingsnummer,
      );
    const eerst = scholen(await vraag());
    expect(eerst).toHaveLength(2);
    const einde = (tot: string | null) =>
      voer(sql`update inschrijvingen set tot = ${tot}
        where leerling_id = ${wie('leerling.tweescholen')} and instellingsnummer = ${eerst[0] ?? ''}`);
    const antwoord = await terwijlHetLogLangWacht(vraag, () => einde('2026-11-22'));
    await einde(null);
    expect(scholen(antwoord)).toEqual(eerst.slice(1));
  });
});

describe('midnight is never too short to be seen', () => {
  const [VOOR, NA] = ['2026-11-23T22:59:59Z', '2026-11-23T23:00:01Z'].map((een) => Temporal.Instant.from(een));

  test('a last day that is over', async () => {
    await voer(sql`update samenwerkingen set tot = '2026-11-23' where client_id = ${CLIENT}`);
    const { vraag } = await beginUserinfo('leerling.gewoon');
    idp.klok.zet(VOOR as Temporal.Instant);
    const antwoord = terwijlVast(idp.db, LOG, vraag, async () => idp.klok.zet(NA as Temporal.Instant));
    await expect(antwoord).rejects.toMatchObject({ status: 401 });
    await voer(sql`update samenwerkingen set tot = null where client_id = ${CLIENT}`);
  });

  test('and one that changes nothing lets all leave', async () => {
    const { vraag } = await beginUserinfo('leerling.gewoon');
    idp.klok.zet(VOOR as Temporal.Instant);
    expect(await terwijlVast(idp.db, LOG, vraag, async () => idp.klok.zet(NA as Temporal.Instant))).toHaveProperty(
      'given_name',
    );
  });
});

describe('a second reading that hangs is no reading of a moment ago', () => {
  test('longer than a database that answers takes: 503, and the next one is answered', async () => {
    const { vraag } = await beginUserinfo('leerling.gewoon');
    const antwoord = terwijlDeTweedeWacht(vraag, async () => idp.klok.laatVerstrijken(1_000));
    await expect(antwoord).rejects.toMatchObject({ cause: { status: 503 } });
    expect(await vraag()).toHaveProperty('given_name');
  });

  test('past midnight: what the new day says counts', async () => {
    const { vraag } = await beginUserinfo('leerling.gewoon');
    await voer(sql`update samenwerkingen set tot = '2026-11-23' where client_id = ${CLIENT}`);
    const antwoord = terwijlDeTweedeWacht(vraag, async () => idp.klok.zet(SCHOOLDAG.add({ hours: 24 })));
    await expect(antwoord).rejects.toMatchObject({ status: 401 });
    await voer(sql`update samenwerkingen set tot = null where client_id = ${CLIENT}`);
  });

  test('less long: what it says counts', async () => {
    const { vraag } = await beginUserinfo('leerling.gewoon');
    expect(await terwijlDeTweedeWacht(vraag, async () => {})).toHaveProperty('given_name');
  });
});

describe('statements of a sign-in, on a clock that stands still', () => {
  const tel = async (duur: number) => {
    const { wissel } = await begin('leerling.gewoon', 'smartschool');
    const nu = idp.klok.verstreken();
    jest.spyOn(idp.klok, 'verstreken').mockReturnValue(nu);
    const opdrachten = jest.spyOn(idp.db, 'executeQuery');
    await terwijlVast(idp.db, LOG, wissel, async () => jest.spyOn(idp.klok, 'verstreken').mockReturnValue(nu + duur));
    const gesteld = opdrachten.mock.calls.map(([opdracht]) => {
      const { sql: tekst = '' } = opdracht as { sql?: string };
      return (/\bprivacylog\b/.exec(tekst) ?? /\boidc_\w+/.exec(tekst))?.[0];
    });
    jest.restoreAllMocks();
    return gesteld;
  };

  test('none beside those that read the code and write the row, up to a moment; then one more', async () => {
    const gewoon = ['oidc_authorization_codes', 'privacylog'];
    expect(await tel(VERSE_LEEFTIJD - 1)).toEqual(gewoon);
    expect(await tel(VERSE_LEEFTIJD)).toEqual([...gewoon, 'oidc_access_tokens']);
  });
});
