import { describe, expect, test } from '@jest/globals';
import { akteberichten } from '../../src/berichten/aktebericht.ts';
import { schrijfBericht } from '../../src/berichten/berichttekst.ts';
import { geadresseerden } from '../../src/berichten/geadresseerden.ts';
import { levensloop, type Stopzetting } from '../../src/protocol/index.ts';
import { type Tekstkeuze, tekstOp } from '../opzet/stukken/versietekst.ts';

/** What is to be told about an act, day by day, and in which words. */

const EERSTE: Tekstkeuze = { hash: 'een', getekend: '2024-09-01T10:00:00Z', gezien: '2024-09-01T10:00:02Z' };
const TWEEDE = {
  hash: 'twee',
  getekend: '2025-05-20T10:00:00Z',
  wijzig: (protocol) => {
    protocol.looptijd = { ...protocol.looptijd, van: '2025-09-01' };
    protocol.titel = 'Voorbeeld, tweede tekst';
    protocol.partijen[1] = { ...protocol.partijen[1], id: 'andere' } as (typeof protocol.partijen)[number];
  },
} satisfies Tekstkeuze;
const metEinde: Tekstkeuze = {
  ...EERSTE,
  wijzig: (protocol) => {
    protocol.looptijd.tot = '2026-08-31';
  },
};

function op(dag: string, teksten: readonly Tekstkeuze[], stopzetting?: Stopzetting) {
  const vandaag = Temporal.PlainDate.from(dag);
  const leven = levensloop({
    naam: 'voorbeeld',
    teksten: teksten.map((een) => tekstOp(dag, een)),
    stopzetting,
    vandaag,
  });
  return akteberichten(leven, vandaag);
}
const soorten = (...wat: Parameters<typeof op>) => op(...wat).map(({ soort, dag }) => `${soort} ${dag}`);

const OPGEZEGD: Stopzetting = {
  ...{ op: '2025-06-01', door: 'leverancier', grond: 'opzegging', ontvangen: '2025-02-28', reden: 'wij stoppen' },
};
const SANCTIE: Stopzetting = { op: '2025-03-10', door: 'dov', grond: 'sanctie', reden: 'gegevens verkocht' };

describe('told', () => {
  test('nothing about an act that just holds, or that begins', () => {
    expect(soorten('2024-09-01', [EERSTE])).toEqual([]);
    expect(soorten('2025-03-01', [EERSTE])).toEqual([]);
  });

  test.each([
    ['from thirty days before its last day', '2026-08-02', ['loopt_af 2026-09-01']],
    ['until that day', '2026-08-31', ['loopt_af 2026-09-01']],
    ['then its end', '2026-09-01', ['geëindigd 2026-09-01']],
    ['not earlier', '2026-08-01', []],
    ['not once it is history', '2026-10-02', []],
  ])('an act with a last day: %s', (_, dag, verwacht) => {
    expect(soorten(dag, [metEinde])).toEqual(verwacht);
  });

  test.each([
    ['as soon as it is known', '2025-03-01', ['opgezegd 2025-06-01']],
    ['again when its term is nearly over', '2025-05-02', ['opgezegd 2025-06-01', 'loopt_af 2025-06-01']],
    ['and its end', '2025-06-01', ['geëindigd 2025-06-01']],
  ])('a notice: %s', (_, dag, verwacht) => {
    expect(soorten(dag, [EERSTE], OPGEZEGD)).toEqual(verwacht);
  });

  test.each([
    ['of a day to come', '2025-03-01', ['einde_aangekondigd 2025-03-10']],
    ['of today', '2025-03-10', ['geëindigd 2025-03-10']],
  ])('a stop %s', (_, dag, verwacht) => {
    expect(soorten(dag, [EERSTE], SANCTIE)).toEqual(verwacht);
  });

  test('another text: from its signature on, and once more to nobody after it took over', () => {
    const [voor] = op('2025-06-01', [EERSTE, TWEEDE]);
    const [erna] = op('2025-09-20', [EERSTE, TWEEDE]);
    expect(voor).toMatchObject({ soort: 'gewijzigd', kenmerk: 'gewijzigd twee' });
    expect(erna?.kenmerk).toBe(voor?.kenmerk);
    expect(soorten('2025-10-02', [EERSTE, TWEEDE])).toEqual([]);
  });

  test('another text that would begin after the end of the act is told to nobody', () => {
    expect(soorten('2025-06-01', [EERSTE, TWEEDE], { ...OPGEZEGD, op: '2025-09-01', ontvangen: '2025-05-31' })).toEqual(
      ['opgezegd 2025-09-01'],
    );
    expect(soorten('2025-06-01', [EERSTE, TWEEDE], { ...OPGEZEGD, op: '2025-09-02', ontvangen: '2025-06-01' })).toEqual(
      ['gewijzigd 2025-09-01', 'opgezegd 2025-09-02'],
    );
  });

  test('a draft is told to nobody', () => {
    expect(soorten('2025-06-01', [EERSTE, { ...TWEEDE, getekend: { dov: '2025-05-20T10:00:00Z' } }])).toEqual([]);
  });
});

describe('a stop that comes in between', () => {
  test('names another end, so that everybody is told again', () => {
    const eerst = op('2025-03-01', [EERSTE], OPGEZEGD).map(({ kenmerk }) => kenmerk);
    const dan = op('2025-03-02', [EERSTE], SANCTIE).map(({ kenmerk }) => kenmerk);
    expect(dan.filter((een) => eerst.includes(een))).toEqual([]);
    expect(dan).toHaveLength(1);
  });
});

describe('in words', () => {
  const tekstVan = (...wat: Parameters<typeof op>) =>
    op(...wat).map((bericht) => schrijfBericht(bericht, 'https://leerid.example'));

  test('a notice says who, from when, and what to do', () => {
    const [bericht] = tekstVan('2025-03-01', [EERSTE], OPGEZEGD);
    expect(bericht?.onderwerp).toBe('LeerID: Voorbeeld is opgezegd en eindigt op 1 juni 2025');
    expect(bericht?.tekst).toContain('Leverancier heeft het protocol opgezegd.');
    expect(bericht?.tekst).toContain('eindigt op 1 juni 2025: vanaf die dag deelt LeerID niets meer mee');
    expect(bericht?.tekst).toContain('vernietigt ze dan');
    expect(bericht?.tekst).toMatch(/Zo lang mag wie gegevens kreeg ze bewaren:\n- .+: \d+ jaar, te tellen vanaf .+\n/);
    expect(bericht?.tekst).toContain(
      'Deze gegevens moet elke ontvanger na deze dag vernietigd hebben:\n- Leverancier, tot en met 31 mei 2028: Naam, ',
    );
    expect(bericht?.tekst).toContain('https://leerid.example/protocollen/voorbeeld\n');
  });

  test('a term of nothing, a last day in each year, and a reason that says nothing are no noise', () => {
    const opJuli: Tekstkeuze = {
      ...EERSTE,
      wijzig: ({ bewaring }) => {
        Object.assign(bewaring[0] ?? {}, { termijn: 'P0D', vanaf: 'het einde van het venster', uiterlijk: '07-31' });
      },
    };
    const tekst = tekstVan('2025-06-01', [opJuli], { ...OPGEZEGD, reden: 'opzegging' })[0]?.tekst;
    expect(tekst).toMatch(/: geen dag langer, te tellen vanaf het einde van het venster, ten laatste op 31 juli\n/);
    expect(tekst).not.toMatch(/0 dagen|Reden/);
    expect(tekstVan('2025-06-01', [opJuli], OPGEZEGD)[0]?.tekst).toContain('Reden: wij stoppen');
  });

  test('a change says what changes', () => {
    const [bericht] = tekstVan('2025-06-01', [EERSTE, TWEEDE]);
    expect(bericht?.onderwerp).toBe('LeerID: Voorbeeld, tweede tekst wijzigt vanaf 1 september 2025');
    expect(bericht?.tekst).toMatch(/Wat verandert er:\n- /);
  });

  test('what a party wrote can’t look like another part of the message', () => {
    const reden = `x\r\nBcc: iemand@elders.example\r\n\r\nEen tweede bericht\u202e${'y'.repeat(5_000)}`;
    const door = 'dov\nSubject: iets';
    const [bericht] = tekstVan('2025-03-10', [EERSTE], { ...SANCTIE, reden, door });
    expect(bericht?.tekst).not.toMatch(/^(Bcc|Subject):/m);
    expect(bericht?.tekst.length).toBeLessThan(2_000);
    const regels: Tekstkeuze = {
      ...EERSTE,
      wijzig: (protocol) => {
        protocol.titel = 'Voorbeeld\nBcc: iemand@elders.example';
      },
    };
    expect(tekstVan('2025-03-10', [regels], SANCTIE)[0]?.onderwerp).toBe(
      'LeerID: Voorbeeld Bcc: iemand@elders.example is geëindigd op 10 maart 2025',
    );
  });
});

describe('to whom', () => {
  const dpo = { functie: 'dpo' as const, email: 'dpo@dov.example', van: '2025-01-01', tot: '2025-06-30' };
  const bekend = [
    { partij: 'dov', naam: 'DOV', contacten: [dpo, { ...dpo, functie: 'dienst' as const }] },
    { partij: 'ander', naam: 'Ander', contacten: [dpo] },
  ];
  test.each([
    ['the day before', '2024-12-31', []],
    ['on the first day', '2025-01-01', ['dov dpo@dov.example']],
    ['on the last day, each address once', '2025-06-30', ['dov dpo@dov.example']],
    ['the day after', '2025-07-01', []],
  ])('%s', (_, dag, verwacht) => {
    const aan = geadresseerden(['dov', 'school'], bekend, Temporal.PlainDate.from(dag));
    expect(aan.map(({ partij, adres }) => `${partij} ${adres}`)).toEqual(verwacht);
  });
});
