import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { sql } from 'kysely';
import { zetbareKlok } from '../../../src/klok.ts';
import type { Omgeving, Uitkomst } from '../../../src/terminal/index.ts';
import { afbouwVan, leesAttesten, levenslopenVanBewaarde } from '../../../src/toepassingen/index.ts';
import { registreerAttest, toonAfbouw } from '../../../src/toepassingen/opdrachten/afbouwopdrachten.ts';
import { controleer, toon } from '../../../src/toepassingen/opdrachten/controleer_protocol.ts';
import { controleerToepassingen } from '../../../src/toepassingen/opdrachten/controleer_toepassingen.ts';
import { nieuweVersie } from '../../../src/toepassingen/opdrachten/nieuw.ts';
import { tekenProtocol } from '../../../src/toepassingen/opdrachten/ondertekenen.ts';
import { toonVerschil } from '../../../src/toepassingen/opdrachten/toon_verschil.ts';
import { zegOp } from '../../../src/toepassingen/opdrachten/zeg_op.ts';
import { stopproef, terminal } from '../../opzet/stukken/stopopdracht.ts';

/** The life of an act by commands: the next text, what it changes, notice, the end, and what comes after it. */

const DAG = Temporal.PlainDate;
const proef = stopproef();
const opDag = (dag: string): Omgeving => ({
  ...proef.hier(),
  klok: zetbareKlok(Temporal.Instant.from(`${dag}T09:00:00Z`)),
});
const zegt = ({ regels }: Uitkomst) => regels.join('\n');
const TWEEDE = 'protocollen/voorbeeld/versies/2/protocol.yaml';

async function tekenTweede(): Promise<void> {
  for (const { partij, prive } of proef.partijen) {
    const sleutel = join(proef.map.pad, `${partij.partij}.jwk`);
    await writeFile(sleutel, JSON.stringify(prive));
    const keuze = { partij: partij.partij, sleutel, versie: '2' };
    expect(await tekenProtocol(proef.hier(), 'voorbeeld', keuze)).toMatchObject({ goed: true });
  }
}

test('the next text: copied, changed, compared, signed, and shown with its day', async () => {
  expect(await nieuweVersie(proef.hier(), 'voorbeeld')).toMatchObject({ goed: true });
  const tekst = String(await proef.map.lees(TWEEDE));
  expect(zegt(await toonVerschil(proef.hier(), 'voorbeeld', { json: false }))).toContain('Er verandert niets.');
  await proef.map.schrijf(
    TWEEDE,
    tekst.replace('van: 2024-09-01', 'van: 2025-09-01').replace('termijn: P3Y', 'termijn: P2Y'),
  );
  expect(
    zegt(await toonVerschil(proef.hier(), 'voorbeeld', { naar: '2', json: false }))
      .split('\n')
      .slice(1, 7),
  ).toEqual([
    'Voor leerlingen verandert er:',
    '  - Een bewaartermijn vervalt: leverancier bewaart ze 3 jaar vanaf de laatste aanmelding. (art. 3)',
    '  - Een bewaartermijn komt erbij: leverancier bewaart ze 2 jaar vanaf de laatste aanmelding. (art. 3)',
    'Verder verandert er:',
    '  - De eerste dag die de tekst noemt is nu: 1 september 2025. Voordien: 1 september 2024. (art. 11)',
  ]);
  const json = JSON.parse(zegt(await toonVerschil(proef.hier(), 'voorbeeld', { json: true })));
  expect(json.wijzigingen).toHaveLength(3);
  expect(zegt(await controleer(proef.hier(), 'voorbeeld'))).toContain('voorbeeld, versie 2: ontwerp');
  await tekenTweede();
  const { regels, goed } = await controleer(proef.hier(), 'voorbeeld');
  expect([goed, regels[0]]).toEqual([true, '✓ voorbeeld: in werking']);
  expect(regels).toContain('    op 1 september 2025: een andere tekst neemt over');
  expect(regels).toContain('    voorbeeld, versie 2: getekend, treedt in werking op 1 september 2025');
  expect(zegt(await controleer(opDag('2025-09-01'), 'voorbeeld'))).toMatch(
    /voorbeeld: vervangen op 1 september 2025[\s\S]*✓ voorbeeld, versie 2: in werking/,
  );
  expect((await toon(opDag('2025-09-01'), 'voorbeeld')).regels[0]).toBe(
    'Stand: in werking sinds 1 september 2025, tot 1 september 2026',
  );
});

/** What `leerid toepassing controleer` says of the end. */
async function eindregels(dag: string): Promise<string[]> {
  const { regels } = await controleerToepassingen(opDag(dag), 'toepassing');
  return regels.filter((regel) => regel.includes('open tot en met'));
}

test('an own last day is told with the application, and asks for attention in the last month', async () => {
  expect(await eindregels('2026-08-01')).toEqual(['    open tot en met 31 augustus 2026']);
  expect(await eindregels('2026-08-02')).toEqual(['    ! open tot en met 31 augustus 2026']);
});

test('notice: counted from the day after receipt, shown, refused to who has no such right, and never taken back', async () => {
  const opzegging = { reden: 'brief 12', ontvangen: DAG.from('2025-02-28'), op: DAG.from('2025-09-01'), ja: true };
  expect(await zegOp(proef.hier(), 'voorbeeld', { ...opzegging, door: 'vreemde' }, terminal())).toMatchObject({
    goed: false,
  });
  expect(await zegOp(proef.hier(), 'voorbeeld', { ...opzegging, door: 'dov' }, terminal())).toMatchObject({
    goed: true,
  });
  expect(await proef.rijen()).toEqual(['2025-09-01 dov']);
  expect(await eindregels('2025-08-31')).toEqual(['    ! open tot en met 31 augustus 2025 (opzegging, door dov)']);
  expect(await eindregels('2025-09-01')).toEqual([]);
  expect(zegt(await controleer(opDag('2025-08-31'), 'voorbeeld'))).toMatch(
    /✓ voorbeeld: in werking[\s\S]*opgezegd door dov, ontvangen op 28 februari 2025[\s\S]*op 1 september 2025: eindigt/,
  );
  expect(zegt(await controleer(opDag('2025-09-01'), 'voorbeeld'))).toContain(
    '✗ voorbeeld: niet in werking (stopgezet)',
  );
  const later = { ...opzegging, door: 'leverancier', ontvangen: DAG.from('2025-03-01'), op: DAG.from('2025-09-02') };
  expect(zegt(await zegOp(proef.hier(), 'voorbeeld', later, terminal()))).toContain('er verandert niets');
  expect(await nieuweVersie(opDag('2025-09-01'), 'voorbeeld')).toMatchObject({ goed: false });
});

test('after the end: who must destroy what by when, who is late, and an attest that is said once', async () => {
  expect(await toonAfbouw(proef.hier(), 'voorbeeld')).toMatchObject({ goed: false });
  await proef.stop();
  const hier = proef.hier();
  expect(zegt(await toonAfbouw(hier, 'voorbeeld'))).toMatch(
    /geëindigd op 1 maart 2025\n! leverancier: Leverancier\n {4}uiterlijk 28 februari 2028 \(leverancier: 3 jaar\)/,
  );
  expect(zegt(await toonAfbouw(opDag('2028-02-29'), 'voorbeeld'))).toContain(
    '✗ leverancier: Leverancier\n    uiterlijk 28 februari 2028: TE LAAT',
  );
  const papier = join(proef.map.pad, 'attest.pdf');
  await writeFile(papier, 'getekend');
  const attest = {
    ...{ ontvanger: 'leverancier', door: 'leverancier', document: papier, op: DAG.from('2025-03-01') },
    ...{ verbetert: false, ja: true },
  };
  const registreer = (
    anders: Partial<typeof attest> & { bij?: string } = {},
    plek = terminal(),
    waar: Omgeving = hier,
  ) => registreerAttest(waar, 'voorbeeld', { ...attest, ...anders }, plek);
  for (const [fout, reden] of [
    [{ ontvanger: 'niemand' }, 'is geen ontvanger'],
    [{ door: 'dov' }, 'kan dit niet verklaren'],
    [{ document: '/bestaat/niet' }, 'geen leesbaar bestand'],
    [{ op: DAG.from('2025-03-02') }, 'vandaag of eerder'],
    [{ op: DAG.from('2025-02-27') }, 'tot en met 2025-02-28 kreeg leverancier nog gegevens'],
    [{ bij: 'dataplatform' }, 'de akte noemt voor leverancier "leverancier"'],
    [{ ja: false }, 'geef --ja mee'],
  ] as const)
    expect(zegt(await registreer(fout))).toContain(reden);
  const plek = terminal('leverancier\n');
  expect(await registreer({ ja: false }, plek)).toMatchObject({ goed: true });
  expect(String(plek.uit.read())).toMatch(
    /blijft staan:\nvoorbeeld: attest van leverancier, vernietigd op 1 maart 2025/,
  );
  expect(zegt(await registreer())).toContain('gaf al een attest, en dat blijft staan');
  expect(zegt(await toonAfbouw(opDag('2028-02-29'), 'voorbeeld'))).toContain(
    '✓ leverancier: Leverancier\n    vernietigd op 1 maart 2025',
  );
  const { db } = proef.database;
  const later = { op: DAG.from('2026-05-01'), verbetert: true };
  expect(await registreer(later, terminal(), opDag('2026-05-02'))).toMatchObject({ goed: true });
  expect(zegt(await toonAfbouw(opDag('2028-02-29'), 'voorbeeld'))).toContain('vernietigd op 1 mei 2026');
  expect(await leesAttesten(db)).toMatchObject([
    { protocol: 'voorbeeld', ontvanger: 'leverancier', volgnummer: 1, vernietigd_op: '2025-03-01' },
    { protocol: 'voorbeeld', ontvanger: 'leverancier', volgnummer: 2, vernietigd_op: '2026-05-01' },
  ]);
  await expect(sql`delete from vernietigingsattesten`.execute(db)).rejects.toThrow(/never changed or removed/);
  expect(afbouwVan(levenslopenVanBewaarde(new Map(), hier.klok.vandaag()).values(), [], hier.klok.vandaag())).toEqual(
    [],
  );
});
