import { describe, expect, test } from '@jest/globals';
import {
  deelVoorOntvanger,
  leesProtocollen,
  type Ontvangersdeel,
  type Protocol,
  type Venster,
} from '../../src/protocol/index.ts';
import { type Bewaarvensters, bewaarvensters, UITERSTE_DAG, voorbijOp } from '../../src/toetsen/toetstermijn.ts';

const RONDE: Venster = { naam: 'afname', van: '2027-05-03', tot: '2027-06-11' };

/** A test in the morning of a Belgian day. */
function toets(dag: string, totDag = dag) {
  const om = (welke: string, uur: string) =>
    Temporal.ZonedDateTime.from(`${welke}T${uur}[Europe/Brussels]`).toInstant();
  return { van: om(dag, '09:00'), tot: om(totDag, '10:00') };
}

const voorbij = (moment: ReturnType<typeof toets>, vandaag: string, bewaring: Bewaarvensters = [RONDE]) =>
  voorbijOp(Temporal.PlainDate.from(vandaag), bewaring)(moment);

test.each([
  ['on its own day', '2027-05-10', '2027-05-10', false],
  ['the day after, in the open window', '2027-05-10', '2027-05-11', false],
  ['on the last day of the window', '2027-05-10', '2027-06-11', false],
  ['the day after the window', '2027-05-10', '2027-06-12', true],
  ['of another round, in this window', '2027-02-10', '2027-05-11', true],
  ['of before the window, the day after', '2027-05-02', '2027-05-03', true],
  ['ahead, in no window yet', '2027-09-10', '2027-06-12', false],
])('a test is over when its window is: %s', (_, dag, vandaag, verwacht) => {
  expect(voorbij(toets(dag), vandaag)).toBe(verwacht);
});

test('without a window a test goes the day after its moment', () => {
  expect(voorbij(toets('2027-05-10'), '2027-05-10', [])).toBe(false);
  expect(voorbij(toets('2027-05-10'), '2027-05-11', [])).toBe(true);
});

test('a window of one dossier keeps nothing of a round of another, and one that holds it is enough', () => {
  const ander = { naam: 'oefening', van: '2027-01-11', tot: '2027-01-22' };
  expect(voorbij(toets('2027-05-10'), '2027-05-11', [ander])).toBe(true);
  expect(voorbij(toets('2027-05-10'), '2027-05-11', [ander, RONDE])).toBe(false);
});

test('in the night after 31 July all of that day and before is gone, whatever a dossier says, and what lies ahead with it', () => {
  const lang = { naam: 'zomer', van: '2027-07-01', tot: '2028-06-30' };
  expect(voorbij(toets('2027-07-30'), '2027-07-31', [lang])).toBe(false);
  expect(voorbij(toets('2027-07-30'), '2027-08-01', [lang])).toBe(true);
  expect(voorbij(toets('2027-07-31'), '2027-08-01', [lang])).toBe(true);
  expect(voorbij(toets('2027-07-30', '2028-06-30'), '2027-08-01', [lang])).toBe(true);
  expect(voorbij(toets('2027-08-01'), '2027-08-02', [lang])).toBe(false);
  expect(voorbij(toets('2027-09-06'), '2028-05-06', [lang])).toBe(false);
});

test('on 31 July a window that an act lets be open keeps its tests, also those that are not over', () => {
  const tot = { naam: 'afname', van: '2027-06-28', tot: '2027-07-31' };
  for (const moment of [toets('2027-07-30'), toets('2027-07-30', '2027-07-31'), toets('2027-07-31')]) {
    expect(voorbij(moment, '2027-07-31', [tot])).toBe(false);
    expect(voorbij(moment, '2027-08-01', [tot])).toBe(true);
  }
});

test('a day is a Belgian one: a moment at midnight in June is of the day that begins', () => {
  const nacht = {
    van: Temporal.Instant.from('2027-06-11T22:00:00Z'),
    tot: Temporal.Instant.from('2027-06-11T22:30:00Z'),
  };
  expect(voorbij(nacht, '2027-06-12')).toBe(false);
  expect(voorbij(nacht, '2027-06-13')).toBe(true);
});

/** The parts of the acts as they are in config, each with the round. */
async function delen(): Promise<{ protocol: Protocol; ontvanger: string | undefined; deel: Ontvangersdeel }[]> {
  const { dossiers } = await leesProtocollen('config');
  return dossiers.flatMap(({ protocol }) =>
    [undefined, ...(protocol?.ontvangers.categorieen ?? [])].flatMap((een) => {
      const deel = protocol && deelVoorOntvanger(protocol, een?.id, [RONDE]);
      return deel ? [{ protocol, ontvanger: een?.id, deel }] : [];
    }),
  );
}

test('the day by which all goes is that of the act', async () => {
  const gezegd = (await delen()).flatMap(({ protocol }) =>
    protocol.bewaring.flatMap(({ uiterlijk }) => uiterlijk ?? []),
  );
  expect([...new Set(gezegd)]).toEqual([UITERSTE_DAG.toString()]);
});

test('the windows are those of a dossier that may have tests', async () => {
  const gezegd = (await delen()).flatMap(({ protocol, ontvanger, deel }) => {
    const bewaring = bewaarvensters({ toepassingen: [{ protocol, deel }], akten: new Map() });
    return bewaring.length ? [[`${protocol.protocol} ${ontvanger}`, bewaring]] : [];
  });
  expect(gezegd).toEqual([['vlaamse-toetsen leverancier-toetsplatform', [RONDE]]]);
});

describe('an act that is over for good', () => {
  const bewaring = async (...stand: [naam: string, isLeesbaar: boolean, isVoorbij: boolean][]) => {
    const alle = await delen();
    const van = (naam: string) => alle.find(({ protocol }) => protocol.protocol === naam)?.protocol;
    const akten = new Map(
      stand.map(([naam, isLeesbaar, isVoorbij]) => {
        const protocol = isLeesbaar ? (van(naam) ?? van('vlaamse-toetsen')) : undefined;
        return [naam, { protocol, isVoorbij }];
      }),
    );
    return bewaarvensters({
      toepassingen: alle.filter(({ ontvanger }) => ontvanger === 'leverancier-toetsplatform'),
      akten,
    });
  };
  test('keeps nothing, not what lies ahead either, once no act that knows tests is left', async () => {
    expect(await bewaring(['vlaamse-toetsen', true, true], ['smartschool', true, false])).toBe('niets');
    expect(await bewaring(['vlaamse-toetsen', true, true], ['onleesbaar', false, true])).toBe('niets');
    for (const moment of [toets('2027-05-10'), toets('2027-09-10')])
      expect(voorbij(moment, '2027-05-09', 'niets')).toBe(true);
  });

  test('keeps what lies ahead, and none of its windows, while another act may still use tests', async () => {
    expect(await bewaring(['vlaamse-toetsen', true, true], ['opvolger', true, false])).toEqual([]);
    expect(await bewaring(['vlaamse-toetsen', true, true], ['onleesbaar', false, false])).toEqual([]);
  });

  test('nothing is known to have ended where none can be read, or none is over', async () => {
    expect(await bewaring()).toEqual([RONDE]);
    expect(await bewaring(['smartschool', true, true])).toEqual([RONDE]);
    expect(await bewaring(['onleesbaar', false, true])).toEqual([RONDE]);
    expect(await bewaring(['vlaamse-toetsen', true, false])).toEqual([RONDE]);
  });
});

test('that night needs no dossier: nobody signed one, and a moment of a hundred years is a slip', () => {
  const eeuw = toets('2027-05-04', '2127-05-04');
  expect(voorbij(eeuw, '2027-07-31', [])).toBe(false);
  expect(voorbij(eeuw, '2027-08-01', [])).toBe(true);
});
