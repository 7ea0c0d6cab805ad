import { createPublicKey, verify } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { SMTPServer } from 'smtp-server';
import { leesBerichten, leesWachtendeBerichten } from '../../src/berichten/berichtrijen.ts';
import { BERICHTEN_VERZENDEN, BERICHTEN_ZOEKEN } from '../../src/berichten/berichttaken.ts';
import { maakMailmap } from '../../src/berichten/kanalen/mailmap.ts';
import { maakSmtpverzender } from '../../src/berichten/kanalen/smtp.ts';
import { maakWebhooksleutel, maakWebhookverzender } from '../../src/berichten/kanalen/webhook.ts';
import { legBerichtenKlaar } from '../../src/berichten/leg_berichten_klaar.ts';
import { neemBerichtenAan, vraagVerzendingAan } from '../../src/berichten/open.ts';
import { type Verzendbenodigdheden, type Verzender, verzendBericht } from '../../src/berichten/verzend.ts';
import { zetbareKlok } from '../../src/klok.ts';
import { type Contact, levensloop, type Stopzetting } from '../../src/protocol/index.ts';
import { startWerkrooster } from '../../src/store/index.ts';
import { stuurBericht } from '../../src/uitgaand/index.ts';
import { maakTestdatabase, type Testdatabase } from '../opzet/database/testdatabase.ts';
import { tekstOp } from '../opzet/stukken/versietekst.ts';
import { wachtTot } from '../opzet/wachten.ts';

/** Messages to the contacts of parties, with a real PostgreSQL, a real SMTP server and a real webhook. */

const ISSUER = 'https://leerid.example';
const STOP: Stopzetting = { op: '2025-03-10', door: 'dov', grond: 'sanctie', reden: 'gegevens verkocht' };
const DPO: Contact = { functie: 'dpo', email: 'dpo@leverancier.example', van: '2024-01-01' };

let database: Testdatabase;
let klok: ReturnType<typeof zetbareKlok>;
let contacten: Contact[];
const opruimen: (() => Promise<unknown>)[] = [];
beforeEach(async () => {
  database = await maakTestdatabase();
  klok = zetbareKlok(Temporal.Instant.from('2025-03-10T09:00:00Z'));
  contacten = [DPO];
});
afterEach(async () => {
  for (const doe of opruimen.splice(0).reverse()) await doe();
  await database.weg();
});

const leesContacten = async () => [{ partij: 'leverancier', naam: 'Leverancier', contacten }];
const klaarleggen = () => ({
  ...{ db: database.db, klok, issuer: ISSUER, leesContacten },
  leesAfbouw: async () => [],
  leesLevenslopen: () => {
    const teksten = [tekstOp(String(klok.vandaag()), { hash: 'een', getekend: '2024-09-01T10:00:00Z' })];
    return [levensloop({ naam: 'voorbeeld', teksten, stopzetting: STOP, vandaag: klok.vandaag() })];
  },
});
const weigert: Verzender = async () => {
  throw new Error('niet verwacht');
};
function verzenden(verzenders: Partial<Verzendbenodigdheden['verzenders']>, meld: string[] = []): Verzendbenodigdheden {
  return {
    ...{ db: database.db, klok, leesContacten, verzenders: { email: weigert, webhook: weigert, ...verzenders } },
    meldNietBezorgd: ({ partij, kanaal }, fout) => meld.push(`${partij} ${kanaal} ${fout}`),
  };
}
const wachtend = async () => (await leesWachtendeBerichten(database.db, klok.nu())).map(({ id }) => id);
async function klaar(): Promise<string> {
  await legBerichtenKlaar(klaarleggen());
  const [id = ''] = await wachtend();
  return id;
}

interface Postbus {
  url: string;
  mails: string[];
}

/** @param weiger makes the server refuse a mail after it was received */
async function maakPostbus(weiger: () => boolean = () => false): Promise<Postbus> {
  const mails: string[] = [];
  const server = new SMTPServer({
    disabledCommands: ['AUTH', 'STARTTLS'],
    onData(stroom, _sessie, klaar) {
      let mail = '';
      stroom.on('data', (brok: Buffer) => {
        mail += brok;
      });
      stroom.on('end', () => {
        mails.push(mail);
        klaar(weiger() ? Object.assign(new Error('vol'), { responseCode: 452 }) : null);
      });
    },
  });
  const luisteraar = server.listen(0, '127.0.0.1');
  await once(luisteraar, 'listening');
  opruimen.push(() => new Promise<void>((dicht) => server.close(() => dicht())));
  return { url: `smtp://127.0.0.1:${(luisteraar.address() as AddressInfo).port}`, mails };
}
const smtp = (url: string) => maakSmtpverzender(url, 'leerid@leerid.example', ISSUER);

describe('by mail', () => {
  test('once, in plain words, with an identifier of its own', async () => {
    const postbus = await maakPostbus();
    const id = await klaar();
    const nodig = verzenden({ email: smtp(postbus.url) });
    await verzendBericht(nodig, id);
    await verzendBericht(nodig, id);
    await legBerichtenKlaar(klaarleggen());
    expect(await wachtend()).toEqual([]);
    expect(postbus.mails).toHaveLength(1);
    const [mail = ''] = postbus.mails;
    const [koppen = '', inhoud = ''] = mail.split(/\r?\n\r?\n/, 2);
    expect(koppen).toMatch(/^To: dpo@leverancier\.example\r?$/m);
    expect(koppen).toMatch(/^From: leerid@leerid\.example\r?$/m);
    expect(koppen).toMatch(new RegExp(`^Message-ID: <${id}@leerid\\.example>\\r?$`, 'm'));
    expect(koppen).toMatch(/^Auto-Submitted: auto-generated\r?$/m);
    expect(inhoud).toContain('Dit bericht gaat over het protocol');
  });

  test('two nodes that look at once find one message', async () => {
    await Promise.all([legBerichtenKlaar(klaarleggen()), legBerichtenKlaar(klaarleggen())]);
    expect(await wachtend()).toHaveLength(1);
  });

  test('a server that refuses or is dead: kept, tried again, told once', async () => {
    let vol = true;
    const postbus = await maakPostbus(() => vol);
    const id = await klaar();
    const gemeld: string[] = [];
    const nodig = verzenden({ email: smtp(postbus.url) }, gemeld);
    for (let keer = 0; keer < 7; keer++) await expect(verzendBericht(nodig, id)).rejects.toThrow('SMTP 452');
    expect(gemeld).toEqual(['leverancier email SMTP 452']);
    expect(await wachtend()).toEqual([id]);
    await expect(verzendBericht(verzenden({ email: smtp('smtp://127.0.0.1:1') }), id)).rejects.toThrow();
    vol = false;
    await verzendBericht(nodig, id);
    expect(await wachtend()).toEqual([]);
  });

  test('a server elsewhere that does not encrypt gets nothing', async () => {
    const postbus = await maakPostbus();
    // Linux connects this address to the machine itself, but it is none of its names.
    const elders = postbus.url.replace('127.0.0.1', '0.0.0.0');
    await expect(verzendBericht(verzenden({ email: smtp(elders) }), await klaar())).rejects.toThrow(
      /TLS|SMTP 502|SMTP 500/,
    );
    expect(postbus.mails).toEqual([]);
  });

  test('killed after the server took it and before that is noted: once more, under the same identifier', async () => {
    const postbus = await maakPostbus();
    const id = await klaar();
    const verzend = smtp(postbus.url);
    const sterft: Verzender = async (bericht) => {
      await verzend(bericht);
      throw new Error('gestorven');
    };
    await expect(verzendBericht(verzenden({ email: sterft }), id)).rejects.toThrow('gestorven');
    await verzendBericht(verzenden({ email: verzend }), id);
    const kenmerken = postbus.mails.map((mail) => /^Message-ID: (.*?)\r?$/m.exec(mail)?.[1]);
    expect(kenmerken).toEqual([`<${id}@leerid.example>`, `<${id}@leerid.example>`]);
  });

  test('a contact that was replaced meanwhile gets nothing, and the new one does', async () => {
    const postbus = await maakPostbus();
    const id = await klaar();
    contacten = [
      { ...DPO, tot: '2025-03-09' },
      { ...DPO, email: 'nieuw@leverancier.example', van: '2025-03-10' },
    ];
    const nodig = verzenden({ email: smtp(postbus.url) });
    await verzendBericht(nodig, id);
    expect(postbus.mails).toEqual([]);
    await verzendBericht(nodig, await klaar());
    expect(postbus.mails).toEqual([expect.stringMatching(/^To: nieuw@leverancier\.example\r?$/m)]);
  });

  test('a node with an older folder lets it lapse, and a node that knows the contact brings it back', async () => {
    const postbus = await maakPostbus();
    const id = await klaar();
    const nodig = verzenden({ email: smtp(postbus.url) });
    await verzendBericht({ ...nodig, leesContacten: async () => [] }, id);
    expect(await wachtend()).toEqual([]);
    expect(await klaar()).toBe(id);
    await verzendBericht(nodig, id);
    expect(postbus.mails).toHaveLength(1);
    expect(await klaar()).toBe('');
  });

  test('without a mail server it becomes a file, once', async () => {
    const map = await mkdtemp(join(tmpdir(), 'leerid-mails-'));
    opruimen.push(() => rm(map, { recursive: true }));
    const id = await klaar();
    await verzendBericht(verzenden({ email: maakMailmap(map, 'leerid@leerid.example', ISSUER) }), id);
    expect(await readdir(map)).toEqual([`${id}.eml`]);
    expect(await readFile(join(map, `${id}.eml`), 'utf8')).toMatch(
      /^Subject: =\?UTF-8\?Q\?LeerID=3A_Voorbeeld_is_ge=C3=ABindigd_op\?=/m,
    );
  });

  test('thirty days later it is given up, and still shown', async () => {
    await klaar();
    klok.zet(Temporal.Instant.from('2025-04-10T09:00:00Z'));
    expect(await wachtend()).toEqual([]);
    expect(await leesBerichten(database.db, 'voorbeeld')).toHaveLength(1);
  });
});

describe('by webhook', () => {
  const sleutel = maakWebhooksleutel(Buffer.alloc(32, 7).toString('base64url'));
  const WEBHOOK: Contact = { functie: 'dienst', webhook: 'https://leverancier.example/in', van: '2024-01-01' };

  async function maakOntvanger(status = 204, koppen = {}) {
    const gekregen: { body: Buffer; koppen: Record<string, unknown> }[] = [];
    const server = createServer(async (verzoek, antwoord) => {
      const brokken: Buffer[] = [];
      for await (const brok of verzoek) brokken.push(brok);
      gekregen.push({ body: Buffer.concat(brokken), koppen: verzoek.headers });
      antwoord.writeHead(status, koppen).end();
    }).listen(0);
    await once(server, 'listening');
    opruimen.push(async () => server.close());
    return { adres: `http://127.0.0.1:${(server.address() as AddressInfo).port}/in`, gekregen };
  }

  test('signed over its exact bytes, with a key that every node has', async () => {
    contacten = [WEBHOOK];
    const { adres, gekregen } = await maakOntvanger();
    const haal = (_naar: string, opties: RequestInit) => fetch(adres, opties);
    const id = await klaar();
    await verzendBericht(verzenden({ webhook: maakWebhookverzender(sleutel, ISSUER, haal) }), id);
    const [{ body, koppen } = { body: Buffer.alloc(0), koppen: {} }] = gekregen;
    const { kid, ...jwk } = sleutel.publiek;
    expect(koppen['leerid-sleutel']).toBe(kid);
    const handtekening = Buffer.from(String(koppen['leerid-handtekening']), 'base64');
    expect(verify(null, body, createPublicKey({ key: jwk, format: 'jwk' }), handtekening)).toBe(true);
    expect(JSON.parse(body.toString())).toMatchObject({
      id,
      soort: 'geëindigd',
      protocol: 'voorbeeld',
      dag: '2025-03-10',
    });
    expect(await wachtend()).toEqual([]);
  });

  test.each([
    ['a redirect', 302, { location: 'http://127.0.0.1/' }],
    ['an error', 500, {}],
  ])('%s is no delivery', async (_, status, koppen) => {
    contacten = [WEBHOOK];
    const { adres } = await maakOntvanger(status, koppen);
    const haal = (_naar: string, opties: RequestInit) => stuurBericht(true)(adres, opties);
    const id = await klaar();
    await expect(
      verzendBericht(verzenden({ webhook: maakWebhookverzender(sleutel, ISSUER, haal) }), id),
    ).rejects.toThrow();
    expect(await wachtend()).toEqual([id]);
  });

  test.each(['https://127.0.0.1/in', 'https://169.254.169.254/latest', 'https://[::1]/in', 'https://localhost/in'])(
    'a private address is not reached: %s',
    async (webhook) => {
      contacten = [{ ...WEBHOOK, webhook }];
      const verzend = maakWebhookverzender(sleutel, ISSUER, stuurBericht(false));
      await expect(verzendBericht(verzenden({ webhook: verzend }), await klaar())).rejects.toThrow(
        /geen publiek adres/,
      );
    },
  );
});

test('by the timetable of two nodes: one mail; the webhooks of a party hang, and delay it not', async () => {
  const postbus = await maakPostbus();
  // More than a process handles at a time.
  contacten = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i'].map((pad) => ({
    ...{ functie: 'dienst', webhook: `https://leverancier.example/${pad}`, van: '2024-01-01' },
  }));
  const leesAlle = async () => [...(await leesContacten()), { partij: 'dov', naam: 'DOV', contacten: [DPO] }];
  const begonnen = Promise.withResolvers<void>();
  const los = Promise.withResolvers<void>();
  const hangt: Verzender = async () => {
    begonnen.resolve();
    await los.promise;
  };
  const legt = { ...klaarleggen(), leesContacten: leesAlle };
  await legBerichtenKlaar({ ...legt, leesContacten });
  for (let node = 0; node < 2; node++) {
    const rooster = await startWerkrooster(database.url, [BERICHTEN_ZOEKEN, BERICHTEN_VERZENDEN], () => {});
    opruimen.push(() => rooster.stop());
    const stuurt = verzenden({ email: smtp(postbus.url), webhook: hangt });
    await neemBerichtenAan(rooster, legt, { ...stuurt, leesContacten: leesAlle });
    if (node === 0) {
      await vraagVerzendingAan(rooster, legt);
      await begonnen.promise;
    }
    await rooster.voegToe(BERICHTEN_ZOEKEN.naam, { over: `node ${node}`, groep: 'zoeken' });
  }
  opruimen.push(async () => los.resolve());
  await wachtTot('only the webhooks wait', async () => (await wachtend()).length === 9 && postbus.mails.length > 0);
  expect(postbus.mails).toHaveLength(1);
});
