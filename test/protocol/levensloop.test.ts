import { describe, expect, test } from '@jest/globals';
import { type Levensloop, levensloop, type Stopzetting } from '../../src/protocol/index.ts';
import { type Tekstkeuze, tekstOp } from '../opzet/stukken/versietekst.ts';

/** The life of an act, told day by day from its texts and its stop. */

const EERSTE: Tekstkeuze = { hash: 'een', getekend: '2024-09-01T10:00:00Z', gezien: '2024-09-01T10:00:02Z' };
const TWEEDE = {
  hash: 'twee',
  getekend: '2025-05-20T10:00:00Z',
  wijzig: (protocol) => {
    protocol.looptijd.van = '2025-09-01';
  },
} satisfies Tekstkeuze;

function op(dag: string, teksten: readonly Tekstkeuze[], stopzetting?: Stopzetting): Levensloop {
  return levensloop({
    naam: 'voorbeeld',
    teksten: teksten.map((een) => tekstOp(dag, een)),
    stopzetting,
    vandaag: Temporal.PlainDate.from(dag),
  });
}

const eersteTot = (tot: string): Tekstkeuze => ({
  ...EERSTE,
  wijzig: (protocol) => {
    protocol.looptijd.tot = tot;
  },
});
const fasen = ({ versies }: Levensloop) => versies.map(({ hash, fase }) => `${hash} ${fase}`);
const nu = (loop: Levensloop) => loop.nu?.hash;

describe('one text', () => {
  test.each([
    ['unsigned', { hash: 'een' }, 'een ontwerp'],
    ['signed by one party alone', { hash: 'een', getekend: { dov: '2024-09-01T10:00:00Z' } }, 'een ontwerp'],
    ['signed, its day is to come', TWEEDE, 'twee getekend'],
    ['signed with a date of tomorrow', { hash: 'een', getekend: '2025-03-02T10:00:00Z' }, 'een getekend'],
    ['signed', EERSTE, 'een in_werking'],
    ['gone from the folder', { ...EERSTE, inMap: false }, 'een gesloten'],
  ])('%s', (_, tekst, verwacht) => {
    const loop = op('2025-03-01', [tekst]);
    expect(fasen(loop)).toEqual([verwacht]);
    expect(nu(loop)).toBe(verwacht.endsWith('in_werking') ? 'een' : undefined);
  });

  test('its first day is never before its last signature, whatever day it names', () => {
    const terug = { ...TWEEDE, getekend: '2025-10-03T22:30:00Z' };
    const [versie] = op('2025-10-04', [terug]).versies;
    expect(versie).toMatchObject({ fase: 'in_werking' });
    // Half past midnight in Belgium.
    expect(String(versie?.begint)).toBe('2025-10-04');
  });

  test('a last day of its own ends it on the day after', () => {
    const tot = eersteTot('2025-08-31');
    expect(fasen(op('2025-08-31', [tot]))).toEqual(['een in_werking']);
    expect(op('2025-08-31', [tot]).komt.map(({ dag, wat }) => `${dag} ${wat}`)).toEqual(['2025-09-01 eindigt']);
    const voorbij = op('2025-09-01', [tot]);
    expect(fasen(voorbij)).toEqual(['een geëindigd']);
    expect(voorbij.einde).toMatchObject({ grond: 'periode_voorbij' });
    expect([voorbij.isVoorbij, voorbij.komt]).toEqual([true, []]);
  });
});

describe('two texts', () => {
  test('the next one waits, and takes over on its day', () => {
    const ervoor = op('2025-08-31', [EERSTE, TWEEDE]);
    expect(fasen(ervoor)).toEqual(['een in_werking', 'twee getekend']);
    expect(ervoor.versies.map(({ eindigt }) => eindigt && String(eindigt))).toEqual(['2025-09-01', undefined]);
    expect(ervoor.komt.map(({ dag, wat, hash }) => `${dag} ${wat} ${hash}`)).toEqual([
      '2025-09-01 wordt_vervangen twee',
    ]);
    const erna = op('2025-09-01', [EERSTE, TWEEDE]);
    expect(fasen(erna)).toEqual(['een vervangen', 'twee in_werking']);
    expect([nu(erna), erna.tekst?.hash, erna.komt]).toEqual(['twee', 'twee', []]);
  });

  test('a draft beside it changes nothing', () => {
    expect(fasen(op('2025-10-01', [EERSTE, { hash: 'twee' }]))).toEqual(['een in_werking', 'twee ontwerp']);
  });

  test('the older one never comes back, when the one that took over is gone from the folder', () => {
    const loop = op('2025-10-01', [EERSTE, { ...TWEEDE, gezien: '2025-09-01T00:00:01Z', inMap: false }]);
    expect(fasen(loop)).toEqual(['een vervangen', 'twee gesloten']);
    expect(nu(loop)).toBeUndefined();
    expect(loop.versies[0]?.geldigheid).toMatchObject({ reden: 'vervangen' });
  });

  test('a node whose clock is behind gives nothing under the older one, once another node took over', () => {
    const loop = op('2025-08-31', [EERSTE, { ...TWEEDE, gezien: '2025-08-31T22:00:01Z' }]);
    expect(fasen(loop)).toEqual(['een vervangen', 'twee getekend']);
    expect(nu(loop)).toBeUndefined();
  });

  test('one that begins earlier than the present one is no successor', () => {
    const vroeger = { hash: 'nul', getekend: '2024-06-01T10:00:00Z' };
    expect(fasen(op('2025-03-01', [EERSTE, vroeger]))).toEqual(['nul vervangen', 'een in_werking']);
  });

  test('of the same first day, the one that was signed last holds', () => {
    const later = { ...TWEEDE, hash: 'drie', getekend: '2025-06-01T10:00:00Z' };
    expect(nu(op('2025-09-01', [EERSTE, later, TWEEDE]))).toBe('drie');
  });

  test('signed at the same moment for the same day, neither holds', () => {
    const loop = op('2025-09-01', [EERSTE, TWEEDE, { ...TWEEDE, hash: 'drie' }]);
    expect(nu(loop)).toBe('een');
    expect(fasen(loop)).toEqual(['een in_werking', 'twee gesloten', 'drie gesloten']);
  });

  test('a party that signed the first one and not the next one is not changed out of its own agreement', () => {
    const zonder: Tekstkeuze = {
      ...TWEEDE,
      wijzig: (protocol) => {
        TWEEDE.wijzig(protocol);
        const [dov] = protocol.partijen;
        if (dov) dov.ondertekening = 'akkoordverklaring';
      },
    };
    const loop = op('2025-09-01', [EERSTE, zonder]);
    expect(fasen(loop)).toEqual(['een in_werking', 'twee gesloten']);
    expect(loop.versies[1]?.geldigheid).toMatchObject({
      reden: 'geen_opvolger',
      uitleg: expect.stringContaining('niet getekend door dov'),
    });
  });

  test('a party under another name in the folder is the same one by its numbers', () => {
    const hernoemd: Tekstkeuze = {
      ...TWEEDE,
      wijzig: (protocol) => {
        TWEEDE.wijzig(protocol);
        const tekst = JSON.stringify(protocol).replaceAll('"dov"', '"departement"');
        Object.assign(protocol, JSON.parse(tekst));
      },
    };
    expect(nu(op('2025-09-01', [EERSTE, hernoemd]))).toBe('twee');
  });

  test('a text that ends before the next one begins leaves a time without any', () => {
    const kort = eersteTot('2025-06-30');
    const loop = op('2025-07-01', [kort, TWEEDE]);
    expect(fasen(loop)).toEqual(['een geëindigd', 'twee getekend']);
    expect([nu(loop), loop.isVoorbij, loop.einde]).toEqual([undefined, false, undefined]);
  });
});

describe('an end', () => {
  const OPGEZEGD: Stopzetting = {
    ...{ op: '2025-09-01', door: 'leverancier', reden: 'brief 12', grond: 'opzegging', ontvangen: '2025-03-01' },
  };

  test('notice: in force until its day, and shown with who gave it', () => {
    const loop = op('2025-08-31', [EERSTE], OPGEZEGD);
    expect(fasen(loop)).toEqual(['een opgezegd']);
    expect(loop.opzegging).toMatchObject({ door: 'leverancier' });
    expect(loop.komt.map(({ dag, wat }) => `${dag} ${wat}`)).toEqual(['2025-09-01 eindigt']);
    expect(fasen(op('2025-09-01', [EERSTE], OPGEZEGD))).toEqual(['een geëindigd']);
  });

  test('notice under the first text ends the next one as well: one that waits for that day never begins', () => {
    const loop = op('2025-08-31', [EERSTE, TWEEDE], OPGEZEGD);
    expect(loop.komt.map(({ dag, wat, hash }) => `${dag} ${wat} ${hash}`)).toEqual(['2025-09-01 eindigt een']);
    expect(nu(op('2025-09-01', [EERSTE, TWEEDE], OPGEZEGD))).toBeUndefined();
  });

  test('a stop of an earlier day wins, a later one changes nothing of a last day', () => {
    const sanctie = { op: '2025-04-01', door: 'dov', reden: 'inbreuk', grond: 'sanctie' } as const;
    expect(fasen(op('2025-04-01', [EERSTE], sanctie))).toEqual(['een geëindigd']);
    const kort = eersteTot('2025-06-30');
    expect(op('2025-03-01', [kort], OPGEZEGD).einde).toMatchObject({ grond: 'periode_voorbij' });
    expect(String(op('2025-03-01', [kort], OPGEZEGD).einde?.vanaf)).toBe('2025-07-01');
  });
});
