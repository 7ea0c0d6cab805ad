import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { leesProtocollen } from '../../../src/protocol/index.ts';
import { bewaarVersie } from '../../../src/toepassingen/akten/versies.ts';
import { legStopVast } from '../../../src/toepassingen/index.ts';
import { controleer } from '../../../src/toepassingen/opdrachten/controleer_protocol.ts';
import { controleerToepassingen } from '../../../src/toepassingen/opdrachten/controleer_toepassingen.ts';
import { stopProtocol } from '../../../src/toepassingen/opdrachten/stop_protocol.ts';
import { stopproef, terminal } from '../../opzet/stukken/stopopdracht.ts';
import { protocolbytes } from '../../opzet/stukken/voorbeeldprotocol.ts';

/** `leerid protocol stop`, and what `controleer` says of a protocol that was stopped in the database. */

const DAG = Temporal.PlainDate;
const proef = stopproef();
const { klok, hier, stop, rijen } = proef;

describe('who may stop', () => {
  test('a party of another protocol, or nobody at all, changes nothing', async () => {
    for (const door of ['vreemde', 'iemand']) {
      expect(await stop({ door })).toMatchObject({
        goed: false,
        zegt: `"${door}" is geen partij bij dit protocol; dat zijn: dov, leverancier`,
      });
    }
    expect(await stop({ door: '' })).toMatchObject({ goed: false, zegt: '--door: mag niet leeg zijn' });
    expect(await rijen()).toEqual([]);
  });

  test.each(['', '  ', 'INVULLEN', 'a\0b'])('a reason that says nothing (%j) is none', async (reden) => {
    expect(await stop({ reden })).toMatchObject({ goed: false, zegt: expect.stringMatching(/^--reden: m[^\n]+$/) });
    expect(await rijen()).toEqual([]);
  });

  test('characters that an act may not hold stop no stop', async () => {
    expect(await stop({ reden: 'in\u200bbreuk\u202e' })).toMatchObject({ goed: true });
    expect(await rijen()).toEqual(['2025-03-01 dov']);
  });

  test('without a terminal it wants --ja', async () => {
    expect(await stop({ ja: false })).toMatchObject({ goed: false, zegt: expect.stringContaining('geef --ja mee') });
    expect(await rijen()).toEqual([]);
    expect(await stop()).toMatchObject({
      goed: true,
      zegt: 'voorbeeld: stopgezet sinds 2025-03-01 door dov (inbreuk)',
    });
    expect(await rijen()).toEqual(['2025-03-01 dov']);
  });

  test('at a terminal it tells what goes shut, and asks for the name', async () => {
    for (const antwoord of ['ja\n', '\n', '']) {
      const gevraagd = await stop({ ja: false }, terminal(antwoord));
      expect(gevraagd).toMatchObject({ goed: false, zegt: expect.stringContaining('niet bevestigd') });
      expect(gevraagd.gevraagd).toContain(
        'sluit protocol "voorbeeld" voorgoed vanaf 2025-03-01, met zijn toepassingen: toepassing',
      );
    }
    expect(await rijen()).toEqual([]);
    expect(await stop({ ja: false }, terminal('voorbeeld\n'))).toMatchObject({ goed: true });
  });

  test('a party that the act does not name as the one who ends it ends nothing, and reads who may', async () => {
    expect(await stop({ door: 'leverancier' })).toMatchObject({
      goed: false,
      zegt:
        'meteen beëindigen kan volgens artikel 8 enkel dov; "leverancier" kan opzeggen volgens artikel 11, ' +
        'met een termijn van P6M: leerid protocol zegop',
    });
    expect(await rijen()).toEqual([]);
  });
});

describe('an end by law', () => {
  test('any party may tell of an event that the act lists, and it stands there who did', async () => {
    expect(await stop({ door: 'leverancier', grond: 'dienst_gestopt', reden: 'winkel toe' })).toMatchObject({
      goed: true,
      zegt: 'voorbeeld: van rechtswege geëindigd (dienst_gestopt), gemeld sinds 2025-03-01 door leverancier (winkel toe)',
    });
    const rij = await proef.database.db.selectFrom('protocolstops').selectAll().executeTakeFirstOrThrow();
    expect(rij).toMatchObject({ door: 'leverancier', grond: 'dienst_gestopt', reden: 'winkel toe' });
    const { regels } = await controleer(hier(), 'voorbeeld');
    expect(regels[0]).toContain('van rechtswege geëindigd (dienst_gestopt), gemeld op 2025-03-01 door leverancier');
  });

  test('an event that the act does not list, that the calendar tells, or that is none, changes nothing', async () => {
    await proef.map.schrijfProtocol(
      'voorbeeld',
      protocolbytes((protocol) => {
        protocol.einde.van_rechtswege = ['rechtsgrond_vervallen', 'periode_voorbij'];
      }),
      ...proef.partijen,
    );
    expect(await stop({ grond: 'dienst_gestopt' })).toMatchObject({
      goed: false,
      zegt: expect.stringContaining('niet van rechtswege door "dienst_gestopt"; wel door: rechtsgrond_vervallen'),
    });
    for (const grond of ['periode_voorbij', 'zomaar', ''])
      expect(await stop({ grond })).toMatchObject({ goed: false, zegt: expect.stringContaining('--grond: een van') });
    expect(await stop({ door: 'vreemde', grond: 'rechtsgrond_vervallen' })).toMatchObject({ goed: false });
    expect(await rijen()).toEqual([]);
  });
});

describe('an act that can not be read here', () => {
  test('is stopped all the same, by who may under the version that was last in force', async () => {
    const { dossiers, partijen: bekend } = await leesProtocollen(proef.map.pad);
    for (const dossier of dossiers) await bewaarVersie(proef.database.db, dossier, bekend, klok.nu());
    for (const maakStuk of [
      () => proef.map.schrijf('protocollen/voorbeeld/protocol.yaml', 'stuk: ['),
      () => rm(join(proef.map.pad, 'protocollen/voorbeeld'), { recursive: true }),
    ]) {
      await maakStuk();
      expect(await stop({ door: 'leverancier' })).toMatchObject({
        goed: false,
        zegt: expect.stringContaining('enkel dov'),
      });
      expect(await stop()).toMatchObject({ goed: true });
      expect(await rijen()).toEqual(['2025-03-01 dov']);
      await proef.database.db.deleteFrom('protocolstops').execute();
    }
  });

  test('but was edited by who has no key, gives no right either way', async () => {
    const anders = protocolbytes((protocol) => {
      protocol.sanctie.beeindiging_door = ['leverancier'];
    });
    const { dossiers, partijen: bekend } = await leesProtocollen(proef.map.pad);
    for (const dossier of dossiers) await bewaarVersie(proef.database.db, dossier, bekend, klok.nu());
    await proef.map.schrijf('protocollen/voorbeeld/protocol.yaml', anders);
    expect(await stop({ door: 'leverancier' })).toMatchObject({
      goed: false,
      zegt: expect.stringContaining('enkel dov'),
    });
    expect([await stop(), await rijen()]).toMatchObject([{ goed: true }, ['2025-03-01 dov']]);
  });

  test.each(['', 'partijen', 'protocollen', 'toepassingen'])(
    'since the folder %s is not there, is stopped by what is kept, and the database tells what is open',
    async (map) => {
      const { dossiers, partijen: bekend } = await leesProtocollen(proef.map.pad);
      const { db } = proef.database;
      for (const dossier of dossiers) await bewaarVersie(db, dossier, bekend, klok.nu());
      await db
        .insertInto('open_toepassingen')
        .values({ client_id: 'nog-open', protocol: 'voorbeeld', lezing: 'x', id_token_signed_response_alg: 'ES256' })
        .execute();
      await rm(join(proef.map.pad, map), { recursive: true });
      expect(await stop({ door: 'leverancier' })).toMatchObject({
        goed: false,
        zegt: expect.stringContaining('enkel dov'),
      });
      const gevraagd = await stop({ ja: false }, terminal('voorbeeld\n'));
      expect(gevraagd).toMatchObject({
        goed: true,
        gevraagd: expect.stringMatching(/toepassingen: nog-open.*niet te lezen/s),
      });
      expect(await rijen()).toEqual(['2025-03-01 dov']);
    },
  );

  test('since the folder is not there, and is not kept, is told with what is missing', async () => {
    await rm(join(proef.map.pad, 'partijen'), { recursive: true });
    const { goed, regels } = await stopProtocol(hier(), 'onbewaard', { door: 'dov', reden: 'x', ja: true }, terminal());
    expect([goed, regels.join('\n')]).toEqual([false, expect.stringMatching(/ENOENT.*partijen.*geen versie bewaard/s)]);
  });

  test('and was never in force is closed already, or is none', async () => {
    await proef.map.schrijfProtocol('ongetekend', protocolbytes(undefined, 'ongetekend'));
    const los = await stopProtocol(hier(), 'ongetekend', { door: 'dov', reden: 'inbreuk', ja: true }, terminal());
    expect(los).toMatchObject({ goed: false, regels: [expect.stringContaining('zolang ze niet kloppen')] });
    await proef.map.schrijf('protocollen/nieuw/protocol.yaml', 'stuk: [');
    const nieuw = await stopProtocol(hier(), 'nieuw', { door: 'dov', reden: 'inbreuk', ja: true }, terminal());
    expect(nieuw.regels.join()).toContain('herstel eerst het bestand');
    const geen = await stopProtocol(hier(), 'geen', { door: 'dov', reden: 'inbreuk', ja: true }, terminal());
    expect([geen, nieuw.goed]).toEqual([{ goed: false, regels: ['protocol "geen" bestaat niet'] }, false]);
  });
});

describe('a second stop', () => {
  test('says by whom and since when it is stopped already, and changes nothing', async () => {
    await stop();
    for (const anders of [
      {},
      { door: 'leverancier', grond: 'dienst_gestopt' },
      { op: DAG.from('2025-06-01') },
      { ja: false },
    ]) {
      expect(await stop({ reden: 'nog eens', ...anders })).toMatchObject({
        goed: true,
        zegt: 'voorbeeld: stopgezet sinds 2025-03-01 door dov (inbreuk); er verandert niets',
      });
    }
    expect(await rijen()).toEqual(['2025-03-01 dov']);
  });

  test('with an earlier day it brings the stop forward, and says so', async () => {
    const later = DAG.from('2025-09-01');
    expect(await stop({ op: later })).toMatchObject({
      zegt: 'voorbeeld: stopgezet vanaf 2025-09-01 door dov (inbreuk)',
    });
    const einde = { door: 'leverancier', grond: 'dienst_gestopt' };
    const vraag = await stop({ ...einde, ja: false }, terminal(''));
    expect(vraag.gevraagd).toContain('was al stopgezet vanaf 2025-09-01 door dov (inbreuk); dit vervroegt het');
    expect(await stop({ ...einde, reden: 'winkel toe' })).toMatchObject({
      goed: true,
      zegt: expect.stringContaining(
        'sinds 2025-03-01 door leverancier (winkel toe) (vervroegd: het was 2025-09-01, door dov)',
      ),
    });
    expect(await rijen()).toEqual(['2025-03-01 leverancier', '2025-09-01 dov']);
  });

  test('a day that is over is refused', async () => {
    expect(await stop({ op: DAG.from('2025-02-28') })).toMatchObject({ goed: false });
    expect(await rijen()).toEqual([]);
  });
});

describe('controleer', () => {
  const protocol = () =>
    controleer(hier(), 'voorbeeld').then(({ regels, goed }) => ({ goed, zegt: regels.join('\n') }));
  const toepassing = () =>
    controleerToepassingen(hier(), 'toepassing').then(({ regels, goed }) => ({ goed, zegt: regels.join('\n') }));

  test('a protocol that was stopped in the database is not in force, nor its application open', async () => {
    expect(await protocol()).toMatchObject({ goed: true, zegt: expect.stringContaining('✓ voorbeeld: in werking') });
    process.env.TOEPASSING_CLIENT_SECRET = 'g'.repeat(40);
    expect(await toepassing()).toMatchObject({ goed: true, zegt: expect.stringContaining('✓ toepassing: open') });
    await legStopVast(proef.database.db, 'voorbeeld', { op: '2025-02-28', door: 'dov', reden: 'inbreuk' }, klok.nu());
    const gestopt = 'stopgezet op 2025-02-28 door dov: inbreuk';
    expect(await protocol()).toMatchObject({ goed: false, zegt: expect.stringContaining(gestopt) });
    expect(await toepassing()).toMatchObject({ goed: false, zegt: expect.stringContaining(gestopt) });
  });

  test('without DATABASE_URL it says that it did not look there', async () => {
    delete process.env.DATABASE_URL;
    const niet = expect.stringContaining(
      'zonder DATABASE_URL: stops in de database, en van wie een client_id is, zijn niet nagekeken',
    );
    expect(await protocol()).toMatchObject({ goed: true, zegt: niet });
    expect(await toepassing()).toMatchObject({ goed: true, zegt: niet });
  });

  test('with a database that does not answer it can not say that all is well', async () => {
    process.env.DATABASE_URL = 'postgres://niemand:geheim@127.0.0.1:1/leerid';
    const { goed, zegt } = await protocol();
    expect(goed).toBe(false);
    expect(zegt).toMatch(
      /✗ stops in de database, en van wie een client_id is, zijn niet nagekeken: de database antwoordt niet \(ECONNREFUSED\)/,
    );
    expect(zegt).not.toContain('geheim');
    expect((await toepassing()).goed).toBe(false);
  });
});
