import { expect, test } from '@jest/globals';
import { levensloop } from '../../src/protocol/index.ts';
import { type Attest, afbouwVan } from '../../src/toepassingen/index.ts';
import { type Tekstkeuze, tekstOp } from '../opzet/stukken/versietekst.ts';

/** After an act that had more than one text: what each recipient must destroy, from which day on. */

const EERSTE: Tekstkeuze = { hash: 'een', getekend: '2024-09-01T10:00:00Z', gezien: '2024-09-01T10:00:02Z' };
/** Names no one of the staff any more, gives one datum less, and asks for a shorter term. */
const TWEEDE: Tekstkeuze = {
  hash: 'twee',
  getekend: '2025-05-20T10:00:00Z',
  wijzig: (protocol) => {
    protocol.looptijd.van = '2025-09-01';
    protocol.ontvangers.categorieen.shift();
    protocol.gegevens = protocol.gegevens.filter(({ code }: { code: string }) => code !== 'voornaam');
    protocol.bewaring = protocol.bewaring.map((regel) => ({ ...regel, termijn: 'P1Y' }));
  },
};

function plichten(dag: string, attesten: Attest[] = [], teksten: Tekstkeuze[] = [EERSTE, TWEEDE]): string[] {
  const vandaag = Temporal.PlainDate.from(dag);
  const stopzetting = { op: '2026-03-01', door: 'dov', reden: 'x', grond: 'sanctie' as const };
  const loop = levensloop({
    ...{ naam: 'voorbeeld', vandaag, stopzetting },
    teksten: teksten.map((een) => tekstOp(dag, een)),
  });
  return afbouwVan([loop], attesten, vandaag).map(
    ({ ontvanger, gegevens, uiterlijk, attest }) =>
      `${ontvanger} ${gegevens.join()} ${uiterlijk}${attest ? ` nr. ${attest.volgnummer}` : ''}`,
  );
}

const OVERGANG = [
  'leverancier voornaam 2028-08-31',
  'personeel naam,voornaam,leer_id_uuid,instellingsnummer 2028-08-31',
];
const EINDE = ['leverancier naam,leer_id_uuid,instellingsnummer 2027-02-28', 'koppelaar leer_id_uuid 2027-02-28'];

test('what the next text no longer gives is due from the takeover on, by the term of the older text', () => {
  expect(plichten('2025-08-31')).toEqual([]);
  expect(plichten('2025-09-01')).toEqual(OVERGANG);
  expect(plichten('2026-02-28')).toEqual(OVERGANG);
  expect(plichten('2026-03-01')).toEqual([...OVERGANG, ...EINDE]);
});

test('a text that never held gives no duty', () => {
  const nooit = { ...TWEEDE, getekend: '2026-03-02T10:00:00Z' };
  expect(plichten('2026-04-01', [], [EERSTE, nooit])).toEqual(plichten('2026-04-01', [], [EERSTE]));
  expect(plichten('2026-04-01', [], [EERSTE])).toHaveLength(3);
});

test('an attest covers what was given until its day, and the last one counts', () => {
  const attest = (volgnummer: number, vernietigd_op: string): Attest => ({
    ...{ protocol: 'voorbeeld', ontvanger: 'leverancier', volgnummer, bij: '', door: 'leverancier' },
    ...{ document: 'a'.repeat(64), vernietigd_op, vastgelegd_op: Temporal.Instant.from('2026-04-01T10:00:00Z') },
  });
  const [eerste, tweede] = [attest(1, '2025-10-01'), attest(2, '2026-03-05')];
  const [over, ...rest] = [...OVERGANG, ...EINDE];
  expect(plichten('2026-04-01', [eerste])).toEqual([`${over} nr. 1`, ...rest]);
  expect(plichten('2026-04-01', [eerste, tweede])).toEqual([
    `${over} nr. 2`,
    OVERGANG[1],
    `${EINDE[0]} nr. 2`,
    EINDE[1],
  ]);
});
