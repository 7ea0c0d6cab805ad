import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { afterAll, afterEach, beforeAll, beforeEach } from '@jest/globals';
import { zetbareKlok } from '../../../src/klok.ts';
import { type Stopopdracht, stopProtocol } from '../../../src/toepassingen/opdrachten/stop_protocol.ts';
import { maakTestdatabase, type Testdatabase } from '../database/testdatabase.ts';
import { Configmap, maakOndertekenaar, type Ondertekenaar } from './configmap.ts';
import { voorbeelddossier } from './voorbeelddossier.ts';
import { protocolbytes } from './voorbeeldprotocol.ts';

const klok = zetbareKlok(Temporal.Instant.from('2025-03-01T09:00:00Z'));

/** A command line with somebody who types this line or closes it. Without an answer, nobody is there. */
export function terminal(antwoord?: string) {
  const [binnen, uit] = [new PassThrough(), new PassThrough()];
  if (antwoord !== undefined) binnen.end(antwoord);
  const isTTY = antwoord !== undefined;
  return { in: Object.assign(binnen, { isTTY }), uit: Object.assign(uit, { isTTY }) };
}

/**
 * For tests of `leerid protocol stop`: one database per file, and for each test a folder with one act in
 * force and an application.
 */
export function stopproef() {
  const omgeving = process.env;
  const proef = {
    klok,
    partijen: [] as Ondertekenaar[],
    database: undefined as unknown as Testdatabase,
    map: undefined as unknown as Configmap,
    hier: () => ({ klok, configmap: proef.map.pad, partijenmap: join(proef.map.pad, 'partijen') }),
    async stop(anders: Partial<Stopopdracht> = {}, plek = terminal()) {
      const opdracht = { door: 'dov', reden: 'inbreuk', ja: true, ...anders };
      const { regels, goed } = await stopProtocol(proef.hier(), 'voorbeeld', opdracht, plek);
      return { goed, zegt: regels.join('\n'), gevraagd: String(plek.uit.read() ?? '') };
    },
    async rijen() {
      const { db } = proef.database;
      const rijen = await db.selectFrom('protocolstops').select(['op', 'door']).orderBy('op').execute();
      return rijen.map(({ op, door }) => `${op} ${door}`);
    },
  };
  beforeAll(async () => {
    proef.partijen = await Promise.all([maakOndertekenaar('dov'), maakOndertekenaar('leverancier')]);
    proef.database = await maakTestdatabase();
  });
  afterAll(() => proef.database.weg());
  beforeEach(async () => {
    process.env = { ...omgeving, DATABASE_URL: proef.database.url };
    proef.map = await Configmap.maak(...proef.partijen);
    await proef.map.schrijfProtocol('voorbeeld', protocolbytes(), ...proef.partijen);
    await proef.map.schrijfDossier(voorbeelddossier(), ...proef.partijen);
  });
  afterEach(async () => {
    process.env = omgeving;
    for (const tabel of ['protocolstops', 'open_toepassingen'] as const)
      await proef.database.db.deleteFrom(tabel).execute();
    await proef.map.weg();
  });
  return proef;
}
