import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { hashWachtwoord } from '../../src/aanmelden/index.ts';
import { geefCode } from '../../src/aanmelden/opdrachten/activatiecodes.ts';
import { DEMOWACHTWOORD } from '../../src/demo/leerlingen.ts';
import { blokkeer, deblokkeer } from '../../src/register/opdrachten/blokkering.ts';
import { legStopVast } from '../../src/toepassingen/index.ts';
import { Bezoeker } from '../opzet/bezoek/bezoeker.ts';
import { afmeldgeheim, terugactie } from '../opzet/bezoek/formulier.ts';
import {
  ANTWOORD,
  beantwoord,
  gaatVerder,
  isVerlopen,
  kopie,
  NAAM,
  type Plek,
  plekkenBij,
  staatStil,
} from '../opzet/bezoek/plek.ts';
import { aantalRijen } from '../opzet/database/rijen.ts';
import { opMoment } from '../opzet/machinetijd.ts';
import { opdrachtenHier } from '../opzet/server/eigen_proces.ts';
import { type Idp, startIdp } from '../opzet/server/idp.ts';
import { type Node, omDeBeurt, startNode, weerAlleen } from '../opzet/server/nodes.ts';
import { relyingParty, vraagAan } from '../opzet/toepassing/relying_party.ts';

/**
 * The answer of a sign-in page is in the browser for as long as it takes to follow. Whoever keeps it can send
 * it again. It counts once, and not after what ended the sign-in.
 */

let idp: Idp;
const nodes: Node[] = [];
let zetTerug: () => void;
beforeAll(async () => {
  idp = await startIdp();
  zetTerug = opdrachtenHier(idp.databaseUrl);
});
afterAll(async () => {
  zetTerug();
  await idp.stop();
});
beforeEach(async () => {
  await idp.db.deleteFrom('aanmeldpogingen').execute();
});
afterEach(async () => {
  expect(idp.logregels.filter((regel) => regel.includes('"level":50'))).toEqual([]);
  await weerAlleen(idp, nodes.splice(0));
});

const { begin, beginEnBeantwoord } = plekkenBij(() => idp);

describe('an answer counts once', () => {
  async function tweeNodes(): Promise<void> {
    nodes.push(await startNode(idp), await startNode(idp));
    omDeBeurt(idp, ...nodes);
  }

  test.each<[string, () => Promise<unknown>]>([
    ['at one node', async () => {}],
    ['at two nodes', tweeNodes],
  ])('replayed after its use, %s', async (_waar, zetOp) => {
    await zetOp();
    const plek = await beginEnBeantwoord();
    const bewaard = kopie(plek);
    expect(await gaatVerder(plek)).toBe(true);
    isVerlopen(await bewaard.bezoeker.haal(plek.adres));
    isVerlopen(await kopie(bewaard).bezoeker.haal(plek.adres));
  });

  test('ten times at once, at two nodes: one goes on, and one session comes of it', async () => {
    await tweeNodes();
    const plek = await beginEnBeantwoord();
    const sessies = async () => (await idp.db.selectFrom('oidc_sessions').select('id').execute()).length;
    const ervoor = await sessies();
    const uit = await Promise.all(Array.from({ length: 10 }, () => gaatVerder(kopie(plek))));
    expect(uit.filter(Boolean)).toHaveLength(1);
    expect((await sessies()) - ervoor).toBe(1);
  });

  test('used before midnight and replayed after it', async () => {
    const middernacht = Temporal.Now.instant().toZonedDateTimeISO('UTC').startOfDay().add({ days: 1 }).toInstant();
    const bewaard = await opMoment(middernacht.subtract({ seconds: 10 }), async () => {
      const plek = await beginEnBeantwoord();
      const kopieen = [kopie(plek), kopie(plek)];
      expect(await gaatVerder(plek)).toBe(true);
      return kopieen;
    });
    await opMoment(middernacht.add({ seconds: 10 }), async () => {
      for (const { bezoeker, adres } of bewaard) isVerlopen(await bezoeker.haal(adres));
    });
  });

  test('after midnight for the first time, it counts', async () => {
    const middernacht = Temporal.Now.instant().toZonedDateTimeISO('UTC').startOfDay().add({ days: 1 }).toInstant();
    const plek = await opMoment(middernacht.subtract({ seconds: 10 }), () => beginEnBeantwoord());
    expect(await opMoment(middernacht.add({ seconds: 10 }), () => gaatVerder(plek))).toBe(true);
  });

  test('the form sent twice, as by a double click: both answers lead in', async () => {
    const plek = await begin();
    const dubbel = kopie(plek);
    const [een, ander] = await Promise.all([beantwoord(plek), beantwoord(dubbel)]);
    expect([await gaatVerder(een), await gaatVerder(ander)]).toEqual([true, true]);
  });

  test('a refusal may come again, gives only an error, and leaves no row', async () => {
    const { bezoeker, adres } = await begin();
    const html = (await bezoeker.haal(adres)).text;
    const antwoord = await bezoeker.post(new URL(terugactie(html), adres), {}, { origin: adres.origin });
    const plek = { bezoeker, adres: new URL(antwoord.get('location') ?? '', adres) };
    const ervoor = await aantalRijen(idp.db);
    for (const { bezoeker: wie } of [kopie(plek), plek]) {
      const { verder } = await wie.volg(plek.adres);
      expect(verder?.searchParams.get('error')).toBe('access_denied');
    }
    expect(await aantalRijen(idp.db)).toEqual(ervoor);
  });
});

test('a browser keeps an answer whatever its clock says: only the seal knows the minute', async () => {
  const { bezoeker, adres } = await begin();
  const velden = { gebruikersnaam: NAAM, wachtwoord: DEMOWACHTWOORD };
  const antwoord = await bezoeker.post(adres, velden, { origin: adres.origin });
  const regels = [antwoord.get('set-cookie') ?? []].flat().filter((regel) => regel.startsWith(ANTWOORD));
  expect(regels).not.toEqual([]);
  for (const regel of regels) expect(regel).not.toMatch(/expires|max-age/i);
});

describe('another pupil is signed in here', () => {
  const meldAan = async (bezoeker: Bezoeker) => {
    const { url } = await vraagAan(await relyingParty(idp, 'toetsplatform'), 'toetsplatform');
    expect((await bezoeker.meldAan(url, NAAM)).verder?.searchParams.has('code')).toBe(true);
  };

  test.each<[string, (bezoeker: Bezoeker) => Promise<Plek>]>([
    [
      'since the request began',
      async (bezoeker) => {
        const plek = await begin(bezoeker);
        await meldAan(bezoeker);
        return plek;
      },
    ],
    [
      'since before it',
      async (bezoeker) => {
        await meldAan(bezoeker);
        return begin(bezoeker, { prompt: 'login' });
      },
    ],
  ])('%s: he is signed out first, the answer waits for that, and counts once', async (_sinds, maak) => {
    const plek = await beantwoord(await maak(new Bezoeker()), 'leerling.tijdelijk');
    const eerst = kopie(plek);
    const pagina = await plek.bezoeker.haal(plek.adres);
    expect(pagina.status).toBe(200);
    const later = kopie(plek);
    const terug = await plek.bezoeker.stuur(`${idp.issuer}/logout/confirm`, {
      xsrf: afmeldgeheim(pagina.text),
      logout: 'yes',
    });
    expect(terug.verder?.searchParams.has('code')).toBe(true);
    // Without a session of anybody, so that nothing but the use of the answer stands in the way.
    for (const { bezoeker, adres } of [eerst, later]) {
      bezoeker.vergeet(bezoeker.koekjes().filter(({ naam }) => naam === 'leerid'));
      isVerlopen(await bezoeker.haal(adres));
    }
  });
});

describe('what ended the sign-in also ends an answer that the browser kept', () => {
  test.each<[string, () => Promise<unknown>]>([
    ['a block', () => blokkeer(idp, NAAM, 'hulp_aan_leerling')],
    [
      'a block that is lifted again',
      () => blokkeer(idp, NAAM, 'hulp_aan_leerling').then(() => deblokkeer(idp, NAAM, 'hulp_aan_leerling')),
    ],
    ['a new code', () => geefCode(idp, NAAM, 'hulp_aan_leerling')],
  ])('%s', async (_wat, beeindig) => {
    const plek = await beginEnBeantwoord();
    const bewaard = kopie(plek);
    await beeindig();
    for (const een of [plek, bewaard]) {
      expect(await gaatVerder(een)).toBe(false);
      const { url } = await vraagAan(await relyingParty(idp, 'smartschool'), 'smartschool', { prompt: 'none' });
      expect((await een.bezoeker.volg(url)).verder?.searchParams.get('error')).toBe('login_required');
    }
    await idp.db.updateTable('leerlingen').set({ geblokkeerd_op: null }).execute();
    const wachtwoord_hash = await hashWachtwoord(DEMOWACHTWOORD);
    await idp.db.updateTable('aanmeldmiddelen').set({ wachtwoord_hash }).execute();
  });

  test('the session in which a request began: its page is gone', async () => {
    const bezoeker = new Bezoeker();
    await gaatVerder(await beginEnBeantwoord(bezoeker));
    const plek = await begin(bezoeker, { prompt: 'login' });
    await idp.db.deleteFrom('oidc_sessions').execute();
    await staatStil(plek);
  });

  // Comes last, because nobody takes a stop back.
  test('a stop of the protocol, also when the answer comes before the node closed the application', async () => {
    const plek = await beginEnBeantwoord();
    const bewaard = kopie(plek);
    await legStopVast(idp.db, 'smartschool', { op: '2026-11-23', door: 'dov', reden: 'inbreuk' }, idp.klok.nu());
    jest.spyOn(idp.klok, 'verstreken').mockReturnValue(idp.klok.verstreken() + 6_000);
    expect(await gaatVerder(plek)).toBe(false);
    jest.restoreAllMocks();
    await idp.ververs();
    expect(await gaatVerder(bewaard)).toBe(false);
  });
});
