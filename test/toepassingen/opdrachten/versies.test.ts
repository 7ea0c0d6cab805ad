import { createHash } from 'node:crypto';
import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { sql } from 'kysely';
import * as client from 'openid-client';
import { meldAan } from '../../opzet/bezoek/sluiting.ts';
import { type Idp, startIdp } from '../../opzet/server/idp.ts';
import { leeridBij } from '../../opzet/server/leerid.ts';

/** From a line of the privacy log back to the act, with `leerid protocol versie`. */

let idp: Idp;
beforeAll(async () => {
  idp = await startIdp();
});
afterAll(() => idp.stop());

test('the hash of a line of the privacy log leads to the exact bytes, also when the folder is gone', async () => {
  const { rp, tokens } = await meldAan(idp);
  await client.fetchUserInfo(rp, tokens.access_token, client.skipSubjectCheck);
  const rij = await idp.db.selectFrom('privacylog').select('protocol_hash').executeTakeFirstOrThrow();
  const protocol_hash = String(rij.protocol_hash);
  const map = join(idp.configmap, 'protocollen/smartschool');
  const akte = await readFile(join(map, 'protocol.yaml'), 'utf8');
  await rm(map, { recursive: true });

  const { status, stdout, stderr } = leeridBij(idp, 'protocol', 'versie', protocol_hash);
  expect([status, stdout === akte]).toEqual([0, true]);
  expect(createHash('sha256').update(stdout).digest('hex')).toBe(protocol_hash);
  expect(stderr).toMatch(
    /^✓ [0-9a-f]{64} {2}smartschool {2}in werking gezien vanaf 2026-11-23 10:00, getekend door dov, smartbit\n/,
  );
  expect(stderr).toMatch(/getekend door smartbit op .*, vingerafdruk \S+\n/);

  const lijst = leeridBij(idp, 'protocol', 'versies').stdout.trim().split('\n');
  expect(lijst.map((regel) => regel.split('  ')[1])).toContain('klasinformatie');
  expect(leeridBij(idp, 'protocol', 'versies', 'smartschool')).toMatchObject({
    status: 0,
    stdout: expect.stringContaining(protocol_hash),
  });
  expect(leeridBij(idp, 'protocol', 'versies', 'geen')).toMatchObject({
    status: 1,
    stdout: 'van protocol "geen" is geen versie bewaard\n',
  });
});

test('a hash of before is told as unknown, and what is no hash as that', () => {
  const onbekend = leeridBij(idp, 'protocol', 'versie', 'a'.repeat(64));
  expect(onbekend).toMatchObject({ status: 1, stdout: '', stderr: expect.stringMatching(/^onbekend: /) });
  expect(leeridBij(idp, 'protocol', 'versie', 'smartschool')).toMatchObject({
    status: 1,
    stderr: expect.stringContaining('is geen hash'),
  });
});

test('a row that was added to real signatures changes nothing of what they are worth, and is named apart', async () => {
  const { hash } = await idp.db
    .selectFrom('protocolversies')
    .select('hash')
    .where('protocol', '=', 'archief-voor-onderwijs')
    .executeTakeFirstOrThrow();
  const echt = await idp.db
    .selectFrom('protocolhandtekeningen')
    .selectAll()
    .where('hash', '=', hash)
    .where('partij', '=', 'dov')
    .executeTakeFirstOrThrow();
  const rij = { ...echt, sleutel: JSON.stringify(echt.sleutel), eerst_gezien_op: idp.klok.nu().toString() };
  await idp.db
    .insertInto('protocolhandtekeningen')
    .values([
      { ...rij, signature: 'vals' },
      { ...rij, signature: 'zonder sleutel', sleutel: 'null' },
      { ...rij, partij: 'burgemeester', vingerafdruk: 'x' },
    ])
    .execute();
  const { status, stderr } = leeridBij(idp, 'protocol', 'versie', hash);
  expect([status, stderr]).toEqual([0, expect.stringMatching(/^✓ .*, getekend door dov, [^,\n]+\n/)]);
  expect(stderr).toContain('telt niet mee: het bestand is na de ondertekening gewijzigd, of de handtekening is vals');
  expect(stderr).toContain('telt niet mee: ondertekend door "burgemeester", die geen partij is');
  expect(leeridBij(idp, 'protocol', 'versies', 'archief-voor-onderwijs').stdout).not.toContain('burgemeester');
});

test('without a sound signature of each party that has to sign it does not fit', async () => {
  const { hash } = await idp.db
    .selectFrom('protocolversies')
    .select('hash')
    .where('protocol', '=', 'archief-voor-onderwijs')
    .executeTakeFirstOrThrow();
  await sql`alter table protocolhandtekeningen disable trigger all`.execute(idp.db);
  await idp.db
    .deleteFrom('protocolhandtekeningen')
    .where('hash', '=', hash)
    .where('partij', '=', 'dov')
    .where('signature', 'not like', '% %')
    .where('signature', '!=', 'vals')
    .execute();
  const { status, stderr } = leeridBij(idp, 'protocol', 'versie', hash);
  expect([status, stderr]).toEqual([1, expect.stringContaining('✗ geen geldige handtekening van dov')]);
});

test('who owns the database and changed what was kept is found out', async () => {
  const versies = await idp.db.selectFrom('protocolversies').select(['hash', 'protocol']).execute();
  const hashVan = (naam: string) => versies.find(({ protocol }) => protocol === naam)?.hash ?? '';
  await sql`
    alter table protocolversies disable trigger all;
    alter table protocolversies drop constraint hash_van_bytes;
    update protocolversies set bytes = bytes || 'x' where protocol = 'smartschool';
    alter table protocolhandtekeningen disable trigger all;
    delete from protocolhandtekeningen where hash in (select hash from protocolversies where protocol = 'klasinformatie')`.execute(
    idp.db,
  );
  const gewijzigd = leeridBij(idp, 'protocol', 'versie', hashVan('smartschool'));
  expect(gewijzigd).toMatchObject({
    status: 1,
    stderr: expect.stringMatching(/^✗ [^✓]*✗ de SHA-256 van de bytes is /),
  });
  expect(gewijzigd.stderr).toContain('het bestand is na de ondertekening gewijzigd, of de handtekening is vals');
  expect(leeridBij(idp, 'protocol', 'versie', hashVan('klasinformatie')).stderr).toContain(
    '✗ er staat geen handtekening bij',
  );
});
