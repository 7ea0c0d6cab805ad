import { expect, test } from '@jest/globals';
import { deelVoorOntvanger, hoogstens, type Ontvangersdeel, type Protocol } from '../../src/protocol/index.ts';
import { protocolschema } from '../../src/protocol/schema/schema.ts';
import { voorbeeldprotocol } from '../opzet/stukken/voorbeeldprotocol.ts';

/** What two texts of one act allow both: each datum in the same form, on the conditions of both. */

type Tekst = { protocol: Protocol; deel: Ontvangersdeel };

function tekst(wijzig: (tekst: Tekst) => void = () => undefined): Tekst {
  const protocol = structuredClone(protocolschema.parse(voorbeeldprotocol()));
  protocol.mededeling.respijtdagen = 30;
  const deel = structuredClone(deelVoorOntvanger(protocol)) as Ontvangersdeel;
  const gewijzigd = { protocol, deel };
  wijzig(gewijzigd);
  return gewijzigd;
}
/** Both ways: whichever of the two is the older one, the stricter counts. */
const beide = (wijzig: (tekst: Tekst) => void) => [
  hoogstens(tekst(), tekst(wijzig)),
  hoogstens(tekst(wijzig), tekst()),
];
const codes = ({ deel }: { deel: Ontvangersdeel }) => deel.gegevens.map(({ code }) => code);
const ZONDER = ['naam', 'leer_id_uuid', 'instellingsnummer'];

test('a text against itself changes nothing', () => {
  expect(hoogstens(tekst(), tekst())).toEqual(tekst());
});

test('a datum in another form leaves in neither', () => {
  const gehasht = beide(({ deel }) => {
    deel.gegevens = deel.gegevens.map((een) => (een.code === 'voornaam' ? { ...een, vorm: 'hash' } : een));
  });
  expect(gehasht.map(codes)).toEqual([ZONDER, ZONDER]);
});

test('a datum of one text alone does not leave', () => {
  const minder = beide(({ deel }) => {
    deel.gegevens = deel.gegevens.filter(({ code }) => code !== 'voornaam');
  });
  expect(minder.map(codes)).toEqual([ZONDER, ZONDER]);
});

test.each<[string, (tekst: Tekst) => void, (uit: Tekst) => unknown, unknown]>([
  [
    'days of grace: the fewest',
    ({ protocol }) => {
      protocol.mededeling = { ...protocol.mededeling, respijtdagen: 5 };
    },
    ({ protocol }) => protocol.mededeling.respijtdagen,
    5,
  ],
  [
    'kinds of education: of both',
    ({ protocol }) => {
      protocol.doelgroep = { ...protocol.doelgroep, onderwijs: ['secundair'] };
    },
    ({ protocol }) => protocol.doelgroep.onderwijs,
    ['secundair'],
  ],
  [
    'recognised schools alone: where one says so',
    ({ protocol }) => {
      protocol.doelgroep = { ...protocol.doelgroep, enkel_erkende_scholen: true };
    },
    ({ protocol }) => protocol.doelgroep.enkel_erkende_scholen,
    true,
  ],
  [
    'conditions: all of them',
    ({ protocol }) => {
      protocol.voorwaarden = protocol.voorwaarden.filter(({ voorwaarde }) => voorwaarde !== 'samenwerking');
    },
    ({ protocol }) => protocol.voorwaarden.map(({ voorwaarde }) => voorwaarde).sort(),
    ['doelgroep', 'inschrijving', 'samenwerking', 'zichtbaarheid'],
  ],
  [
    'flows: of both',
    ({ deel }) => {
      deel.stromen = ['eenmalig'];
    },
    ({ deel }) => deel.stromen,
    [],
  ],
  [
    'the days of the year: where one names them',
    ({ deel }) => {
      deel.periode = { van: '06-01', tot: '06-30' };
    },
    ({ deel }) => deel.periode,
    { van: '06-01', tot: '06-30' },
  ],
  [
    'what only goes without another datum: where one says so',
    ({ deel }) => {
      deel.gegevens = deel.gegevens.map((een) => (een.code === 'naam' ? { ...een, enkel_zonder: ['voornaam'] } : een));
    },
    ({ deel }) => deel.gegevens.find(({ code }) => code === 'naam')?.enkel_zonder,
    ['voornaam'],
  ],
])('%s', (_, wijzig, veld, verwacht) => {
  expect(beide(wijzig).map((uit) => veld(uit))).toEqual([verwacht, verwacht]);
});

test('two periods leave the days of both', () => {
  const met = (van: string, tot: string) =>
    tekst(({ deel }) => {
      deel.periode = { van, tot };
    });
  for (const [toen, nu] of [
    [met('05-01', '06-15'), met('06-01', '06-30')],
    [met('06-01', '06-30'), met('05-01', '06-15')],
  ] as const)
    expect(hoogstens(toen, nu).deel.periode).toEqual({ van: '06-01', tot: '06-15' });
});
