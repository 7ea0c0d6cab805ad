import { readFile } from 'node:fs/promises';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { stelSamen } from '../../src/mededeling/samenstelling.ts';
import { beoordeelToegang } from '../../src/mededeling/toegang.ts';
import { claimsPerScope, deelVoorOntvanger, type Ontvangersdeel, type Protocol } from '../../src/protocol/index.ts';
import { leesProtocol } from '../../src/protocol/lezen/lees_protocol.ts';
import type { Inschrijving } from '../../src/register/index.ts';
import { voorbeeldinschrijving } from '../opzet/register/voorbeeldinschrijving.ts';

/**
 * S0 and S1 at the door, with their own files: whom they let in (recitals C and D, art. 2 and 3), and with
 * which data (art. 3).
 */

const SCHOOL = '011122';
const ANDERE = '099999';
const SCHOOLDAG = Temporal.PlainDate.from('2025-03-03');

const kleuter = (instellingsnummer = SCHOOL) => voorbeeldinschrijving({ instellingsnummer, hoofdstructuur: '111' });
const lager = (instellingsnummer = SCHOOL) => voorbeeldinschrijving({ instellingsnummer, hoofdstructuur: '211' });
const secundair = () => voorbeeldinschrijving({ hoofdstructuur: '311' });

const NAAM = ['family_name', 'given_name', 'name'];
const SLEUTELS = ['ov_account_uuid', 'ov_historiek_account_uuid', 'ov_leerid_uuid'];
const GEBOORTE = ['ov_geboortedag', 'ov_geboortejaar', 'ov_geboortemaand'];
const VELDEN = ['administratieve_groep', 'hoofdstructuur', 'instellingsnummer', 'stamnummer'];

/** Article 3 of each act, as claims and as fields of an enrolment. */
const AKTEN = {
  smartschool: { claims: [...NAAM, ...SLEUTELS, 'ov_inschrijvingen'], velden: VELDEN },
  'archief-voor-onderwijs': {
    claims: ['email', ...NAAM, ...SLEUTELS, ...GEBOORTE, 'ov_inschrijvingen'],
    velden: [...VELDEN, 'administratieve_groep_omschrijving'],
  },
};

describe.each(Object.entries(AKTEN))('%s', (naam, akte) => {
  let protocol: Protocol;
  let deel: Ontvangersdeel;
  beforeAll(async () => {
    const bestand = `config/protocollen/${naam}/protocol.yaml`;
    protocol = leesProtocol(bestand, await readFile(bestand)).waarde as Protocol;
    deel = deelVoorOntvanger(protocol, 'toegangscontrole') as Ontvangersdeel;
  });

  function klop(inschrijvingen: Inschrijving[], samen = [SCHOOL], zichtbaar = samen) {
    return beoordeelToegang({
      protocol,
      deel,
      geldigheid: { in_werking: true },
      inschrijvingen,
      keuzes: { samenwerkendeScholen: new Set(samen), zichtbaarIn: new Set(zichtbaar) },
      toetsen: 0,
      vandaag: SCHOOLDAG,
    });
  }
  const geweigerd = (reden: string) => ({ toegelaten: false, reden });
  const binnen = (inschrijvingen: Inschrijving[]) => ({ toegelaten: true, inschrijvingen });

  test('a pupil of primary and of secondary education comes in', () => {
    expect(klop([lager()])).toEqual(binnen([lager()]));
    expect(klop([secundair()])).toEqual(binnen([secundair()]));
  });

  test('a toddler does not, and nothing of an enrolment as a toddler leaves beside another one', () => {
    expect(klop([kleuter()])).toEqual(geweigerd('niet_in_doelgroep'));
    expect(klop([kleuter(), lager(ANDERE)], [SCHOOL, ANDERE])).toEqual(binnen([lager(ANDERE)]));
    // The school of the toddler's enrolment opens nothing for the other enrolment.
    expect(klop([kleuter(), lager(ANDERE)])).toEqual(geweigerd('school_werkt_niet_samen'));
  });

  test('who is not enrolled, or at a school that has no agreement or did not make it visible, is refused', () => {
    expect(klop([])).toEqual(geweigerd('geen_inschrijving'));
    expect(klop([{ ...lager(), tot: '2025-03-02' }])).toEqual(geweigerd('geen_inschrijving'));
    expect(klop([lager()], [ANDERE])).toEqual(geweigerd('school_werkt_niet_samen'));
    expect(klop([lager()], [SCHOOL], [ANDERE])).toEqual(geweigerd('niet_zichtbaar'));
  });

  test('whoever asks for everything gets article 3, and no more', () => {
    const { claims } = stelSamen({
      deel,
      bron: {
        ...{ voornaam: 'Noor', naam: 'Peeters', geboortedag: 4, geboortemaand: 5, geboortejaar: 2014 },
        ...{ email: 'noor@school.example', leer_id_uuid: 'leer-1', account_uuid: 'account-1' },
        historiek_account_uuid: ['account-0'],
        inschrijvingen: [lager()],
        klassen: [{ instellingsnummer: SCHOOL, klas: '3A', subklas: null }],
        toetsen: [{ toets: 'WIS-4L', toetsmoment: { van: '2025-03-03T09:00:00Z', tot: '2025-03-03T10:00:00Z' } }],
      },
      gevraagd: new Set(Object.values(claimsPerScope()).flat()),
      leerIdAlsLijst: false,
    });
    expect(Object.keys(claims).sort()).toEqual(akte.claims.toSorted());
    const [inschrijving] = claims.ov_inschrijvingen as Record<string, string>[];
    expect(Object.keys(inschrijving ?? {}).sort()).toEqual(akte.velden.toSorted());
  });
});
