import { isDeepStrictEqual } from 'node:util';
import { describe, expect, test } from '@jest/globals';
import { type Protocol, verschilVan } from '../../src/protocol/index.ts';
import { protocolschema } from '../../src/protocol/schema/schema.ts';
import { leesAkte } from '../opzet/akten/aktentabel.ts';
import { MAPPEN } from '../opzet/akten/clausules.ts';
import { veldenVan } from '../opzet/akten/schemavelden.ts';
import { staatIn, varianten } from '../opzet/akten/wijzig_veld.ts';
import { type Protocolbestand, voorbeeldprotocol } from '../opzet/stukken/voorbeeldprotocol.ts';

/** What a new text of an act changes, in plain Dutch. */

function zinnen(wijzig: (protocol: Protocolbestand) => void): string[] {
  const nieuw = voorbeeldprotocol();
  wijzig(nieuw);
  return verschilVan(protocolschema.parse(voorbeeldprotocol()), protocolschema.parse(nieuw)).map(
    ({ voorLeerlingen, artikel, zin }) => `${voorLeerlingen ? 'leerling' : 'rest'} ${artikel ?? '-'} ${zin}`,
  );
}

describe('by meaning', () => {
  test.each<[string, (protocol: Protocolbestand) => void, string[]]>([
    [
      'a datum comes, another one goes: pupils first',
      (p) => {
        p.titel = 'Nieuw';
        p.gegevens = [...p.gegevens.slice(1), { code: 'email', wat: 'het mailadres', reden: 'om te antwoorden' }];
        p.ontvangers.categorieen[0] = {
          ...p.ontvangers.categorieen[0],
          gegevens: ['voornaam', 'email', 'instellingsnummer', { code: 'leer_id_uuid', vorm: 'hash' }],
        } as never;
      },
      [
        'leerling 3 E-mail komt erbij: het mailadres. Reden: om te antwoorden.',
        'leerling 3 Naam wordt niet meer meegedeeld.',
        'leerling 4 Wat "personeel" krijgt vervalt: Naam.',
        'leerling 4 Wat "personeel" krijgt vervalt: Leer_id_uuid.',
        'leerling 4 Wat "personeel" krijgt komt erbij: E-mail.',
        'leerling 4 Wat "personeel" krijgt komt erbij: Leer_id_uuid (als hash).',
        'rest - De titel is nu: Nieuw. Voordien: Voorbeeld.',
      ],
    ],
    [
      'a shorter term of keeping',
      (p) => {
        p.bewaring = [{ artikel: 3, bij: 'leverancier', termijn: 'P1Y6M', vanaf: 'de laatste aanmelding' }];
      },
      [
        'leerling 3 Een bewaartermijn vervalt: leverancier bewaart ze 3 jaar vanaf de laatste aanmelding.',
        'leerling 3 Een bewaartermijn komt erbij: leverancier bewaart ze 1 jaar en 6 maanden vanaf de laatste aanmelding.',
      ],
    ],
    [
      'one reason for all data is told once',
      (p) => {
        p.reden_voor_alle = 'aanmelden';
      },
      ['leerling - De reden voor alle gegevens samen is nu: aanmelden. Voordien: herkennen.'],
    ],
    [
      'no last day any more, another term of notice, and no right to end it at once for the first party',
      (p) => {
        p.looptijd = { artikel: 11, van: '2024-09-01' };
        p.opzegging.termijn = 'P3M';
        p.sanctie.beeindiging_door = ['leverancier'];
      },
      [
        'rest 11 De laatste dag is nu: geen: het loopt door. Voordien: 31 augustus 2026.',
        'rest 11 De opzegtermijn is nu: 3 maanden. Voordien: 6 maanden.',
        'rest 8 Het recht om na een inbreuk meteen te stoppen vervalt: dov.',
        'rest 8 Het recht om na een inbreuk meteen te stoppen komt erbij: leverancier.',
      ],
    ],
  ])('%s', (_, wijzig, verwacht) => {
    expect(zinnen(wijzig)).toEqual(verwacht);
  });

  test('equal texts give nothing, also when they are written differently', () => {
    const oud = protocolschema.parse(voorbeeldprotocol());
    expect(verschilVan(oud, protocolschema.parse(JSON.parse(JSON.stringify(voorbeeldprotocol()))))).toEqual([]);
  });
});

/** The five acts, and an example with what they lack. */
const AKTEN: unknown[] = [...Object.values(MAPPEN).map(leesAkte), voorbeeldprotocol()];

test('no field of any act changes without a sentence', () => {
  const stil = veldenVan(protocolschema).filter((veld) => {
    const akte = AKTEN.find((een) => staatIn(een, veld));
    if (!akte) return false;
    const oud = protocolschema.parse(akte);
    return [...eersteAndere(akte, veld, oud)].some((nieuw) => verschilVan(oud, nieuw).length === 0);
  });
  expect(stil).toEqual([]);
});

/** Each is another sound act, and no more than a few: parsing one takes a millisecond. */
function* eersteAndere(akte: unknown, veld: string, oud: Protocol): Generator<Protocol> {
  let over = 3;
  for (const variant of varianten(akte, veld)) {
    const { data } = protocolschema.safeParse(variant);
    if (!data || isDeepStrictEqual(data, oud)) continue;
    yield data;
    if (--over === 0) return;
  }
}
