import { expect, test } from '@jest/globals';
import { zetbareKlok } from '../../../src/klok.ts';
import { controleer } from '../../../src/toepassingen/opdrachten/controleer_protocol.ts';
import { type Stopopdracht, stopProtocol } from '../../../src/toepassingen/opdrachten/stop_protocol.ts';
import { stopproef, terminal } from '../../opzet/stukken/stopopdracht.ts';

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

/** The same notice, registered on another day. */
async function geregistreerd(dag: string, anders: Partial<Stopopdracht>, antwoord?: string) {
  const plek = terminal(antwoord);
  const opDag = { ...hier(), klok: zetbareKlok(Temporal.Instant.from(`${dag}T09:00:00Z`)) };
  const opdracht = {
    door: 'leverancier',
    grond: 'opzegging',
    reden: 'brief 12',
    ja: antwoord === undefined,
    ...anders,
  };
  const { regels, goed } = await stopProtocol(opDag, 'voorbeeld', opdracht, plek);
  return { goed, zegt: regels.join(), gevraagd: String(plek.uit.read() ?? '') };
}

test('told later counts from when it was received, and who registers it sees the day and names it', async () => {
  const ontvangen = DAG.from('2025-01-15');
  expect(await opgezegd({ ontvangen })).toMatchObject({
    goed: false,
    zegt: expect.stringContaining('noemt die dag: --op 2025-07-16'),
  });
  const { gevraagd } = await geregistreerd('2025-03-01', { ontvangen }, 'nee\n');
  expect(gevraagd).toContain('op 15 januari 2025, 45 dagen geleden');
  expect(gevraagd).toContain('De laatste dag van het protocol is 15 juli 2025.');
  expect(await rijen()).toEqual([]);
  expect(await opgezegd({ ontvangen, op: DAG.from('2025-07-16') })).toMatchObject({ goed: true });
  expect(await rijen()).toEqual(['2025-07-16 leverancier']);
});

test('a receipt of long ago ends nothing today, and none lies before the first day of the act', async () => {
  const ontvangen = DAG.from('2024-09-01');
  expect(await geregistreerd('2025-06-01', { ontvangen, op: DAG.from('2025-06-01') })).toMatchObject({
    goed: false,
    zegt: expect.stringContaining('ten vroegste morgen'),
  });
  for (const op of [{}, { op: DAG.from('2027-01-01') }])
    expect(await geregistreerd('2025-06-01', { ontvangen: DAG.from('2024-08-31'), ...op })).toMatchObject({
      goed: false,
      zegt: expect.stringContaining('toen was er nog niets om op te zeggen, het protocol geldt sinds 2024-09-01'),
    });
  expect(await rijen()).toEqual([]);
  expect(await geregistreerd('2025-06-01', { ontvangen }, 'voorbeeld\n')).toMatchObject({ goed: true });
  expect(await rijen()).toEqual(['2025-06-02 leverancier']);
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
