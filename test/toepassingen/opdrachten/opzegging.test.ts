import { expect, test } from '@jest/globals';
import { zetbareKlok } from '../../../src/klok.ts';
import { controleer } from '../../../src/toepassingen/opdrachten/controleer_protocol.ts';
import type { Stopopdracht } from '../../../src/toepassingen/opdrachten/stop_protocol.ts';
import { stopproef } from '../../opzet/stukken/stopopdracht.ts';

/**
 * `leerid protocol zegop`: a notice ends the act when its term is over, if the act lets this
 * party give notice.
 */

const DAG = Temporal.PlainDate;
const proef = stopproef();
const { klok, hier, stop, rijen } = proef;

const opgezegd = (anders: Partial<Stopopdracht> = {}) =>
  stop({ door: 'leverancier', grond: 'opzegging', reden: 'brief 12', ...anders });

test('ends it once its term is over, from the day of receipt, and it stands there when that was', async () => {
  expect(await opgezegd()).toMatchObject({
    goed: true,
    zegt: 'voorbeeld: opgezegd (ontvangen op 2025-03-01), geëindigd vanaf 2025-09-02 door leverancier (brief 12)',
  });
  const rij = await proef.database.db.selectFrom('protocolstops').selectAll().executeTakeFirstOrThrow();
  expect(rij).toMatchObject({ op: '2025-09-02', grond: 'opzegging', ontvangen: '2025-03-01' });
  const standOp = async (dag: string) => {
    const opDag = { ...hier(), klok: zetbareKlok(Temporal.Instant.from(`${dag}T09:00:00Z`)) };
    return (await controleer(opDag, 'voorbeeld')).regels.join();
  };
  expect(await standOp('2025-09-01')).toContain('✓ voorbeeld: in werking');
  expect(await standOp('2025-09-02')).toContain('opgezegd (ontvangen op 2025-03-01), geëindigd op 2025-09-02');
});

test('told later counts from when it was received; its term may be over by then', async () => {
  expect(await opgezegd({ ontvangen: DAG.from('2025-01-15') })).toMatchObject({
    zegt: expect.stringContaining('vanaf 2025-07-16'),
  });
  await proef.database.db.deleteFrom('protocolstops').execute();
  expect(await opgezegd({ ontvangen: DAG.from('2024-08-15') })).toMatchObject({
    zegt: expect.stringContaining('sinds 2025-03-01'),
  });
});

test('never before its term is over, nor received tomorrow, nor with another ground', async () => {
  expect(await opgezegd({ op: DAG.from('2025-09-01') })).toMatchObject({
    goed: false,
    zegt: 'de termijn van artikel 11 (P6M) loopt vanaf 2025-03-01: het eindigt ten vroegste op 2025-09-02',
  });
  expect(await opgezegd({ ontvangen: DAG.from('2025-03-02') })).toMatchObject({
    goed: false,
    zegt: expect.stringContaining('--ontvangen 2025-03-02: een opzegging telt pas als'),
  });
  expect(await stop({ ontvangen: DAG.from('2025-01-15') })).toMatchObject({
    goed: false,
    zegt: expect.stringContaining('--ontvangen: de dag waarop'),
  });
  expect(await rijen()).toEqual([]);
});

test('a row without its day of receipt, or with one that it does not have, is refused by the database', async () => {
  const zet = (grond: 'sanctie' | 'opzegging', ontvangen: string | null) =>
    proef.database.db
      .insertInto('protocolstops')
      .values({
        protocol: 'x',
        op: '2025-06-01',
        door: 'dov',
        reden: 'x',
        grond,
        ontvangen,
        vastgelegd_op: String(klok.nu()),
      })
      .execute();
  await expect(zet('opzegging', null)).rejects.toThrow('protocolstops_ontvangen_check');
  await expect(zet('opzegging', '2025-06-02')).rejects.toThrow('protocolstops_ontvangen_check');
  await expect(zet('sanctie', '2025-01-01')).rejects.toThrow('protocolstops_ontvangen_check');
});

test('an end by a breach or by law that comes before it counts', async () => {
  await opgezegd();
  expect(await stop()).toMatchObject({ goed: true, zegt: expect.stringContaining('vervroegd: het was 2025-09-02') });
});
