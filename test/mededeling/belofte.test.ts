import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { type Samenstelling, stelSamen } from '../../src/mededeling/samenstelling.ts';
import { beoordeelToegang, type Oordeel, WEIGERREDENEN } from '../../src/mededeling/toegang.ts';
import {
  actieve,
  besproken,
  bezwaren,
  CLAIM_VAN,
  NAAM,
  naamVoluit,
  VELD_VAN,
  verschuldigd,
  verzameling,
  waardeVan,
} from './orakel.ts';
import { type Geval, geval, NOOIT } from './willekeur.ts';

/**
 * Promise 1: whatever the input, what leaves ⊆ what the protocol lists ∩ what was asked ∩ what the gate
 * allows.
 */
const RUNS = 10_000;

/** Knocks on the door as `deur.ts` does: first the gate, and then only what it let through is composed. */
function klop(een: Geval): Oordeel & Samenstelling {
  const { deel, leerling, gevraagd, leerIdAlsLijst, ...rest } = een;
  const oordeel = beoordeelToegang({
    protocol: {
      mededeling: {
        artikel: 5,
        stromen: [],
        periodiciteit: '',
        duur: '',
        opzoeking: [],
        respijtdagen: een.respijtdagen,
      },
      doelgroep: { vindplaats: '', onderwijs: een.onderwijs, enkel_erkende_scholen: een.enkelErkend },
      voorwaarden: een.voorwaarden.map((voorwaarde) => ({ voorwaarde, vindplaats: '' })),
    },
    toetsen: leerling.toetsen.length,
    deel,
    geldigheid: een.inWerking ? { in_werking: true } : { in_werking: false, reden: 'verlopen', uitleg: '' },
    inschrijvingen: rest.inschrijvingen,
    keuzes: rest,
    vandaag: rest.vandaag,
  });
  if (!oordeel.toegelaten) return { ...oordeel, claims: {}, gegevens: [], artikelen: [] };
  const bron = { ...leerling, inschrijvingen: oordeel.inschrijvingen };
  return { ...oordeel, ...stelSamen({ deel, bron, gevraagd, leerIdAlsLijst }) };
}

function geldtAltijd(eis: (een: Geval, antwoord: Oordeel & Samenstelling) => void) {
  fc.assert(
    fc.property(geval, (een) => eis(een, klop(een))),
    { numRuns: RUNS },
  );
}

/** The fields of the list of enrolments that left. */
const lijst = ({ claims }: { claims: Record<string, unknown> }) =>
  (claims.ov_inschrijvingen ?? []) as Record<string, string>[];

test('a claim leaves only when asked for, listed by the protocol, and past the gate', () => {
  geldtAltijd((een, { claims }) => {
    const codes = een.deel.gegevens.map(({ code }) => code);
    for (const claim of Object.keys(claims)) {
      expect(bezwaren(een)).toEqual([]);
      expect(een.gevraagd.has(claim)).toBe(true);
      if (claim === 'name') {
        expect(codes).toEqual(expect.arrayContaining(NAAM));
        continue;
      }
      const toegestaan = codes.filter((code) => CLAIM_VAN[code]?.[0] === claim);
      const uitLijst = claim === 'ov_inschrijvingen' ? codes.filter((code) => VELD_VAN[code]) : [];
      expect([...toegestaan, ...uitLijst]).not.toEqual([]);
    }
  });
});

test('enrolments that leave are those that meet every condition of the act, with listed fields alone', () => {
  geldtAltijd((een, antwoord) => {
    const inschrijvingen = besproken(een);
    if (antwoord.toegelaten) expect(antwoord.inschrijvingen).toEqual(inschrijvingen);
    const gevraagd = een.gevraagd.has('ov_inschrijvingen');
    const codes = gevraagd ? verschuldigd(een).filter((code) => VELD_VAN[code]) : [];
    const verwacht = inschrijvingen.map((inschrijving) =>
      Object.fromEntries(codes.map((code) => [VELD_VAN[code]?.[0], inschrijving[VELD_VAN[code]?.[1] ?? 'van']])),
    );
    const vertrokken = lijst(antwoord);
    expect(verzameling(vertrokken)).toEqual(antwoord.toegelaten && codes.length ? verzameling(verwacht) : []);
    expect(vertrokken).toHaveLength(verzameling(vertrokken).length);
    const alles = JSON.stringify(antwoord.claims);
    for (const { stamnummer } of een.inschrijvingen.filter((ander) => !inschrijvingen.includes(ander))) {
      expect(alles).not.toContain(stamnummer);
    }
  });
});

test('the codes for the privacy log are exactly the data in the claims, with their articles', () => {
  geldtAltijd((een, antwoord) => {
    const { claims, gegevens, artikelen, toegelaten } = antwoord;
    expect(gegevens).toEqual(toegelaten ? verschuldigd(een) : []);
    const klassen = (claims.ov_klas ?? []) as object[];
    const bijKlas = klassen.flatMap(Object.keys).filter((veld) => veld === 'instellingsnummer');
    const velden = new Set([...lijst(antwoord).flatMap(Object.keys), ...bijKlas]);
    const los = Object.keys(claims).filter((claim) => claim !== 'ov_inschrijvingen' && claim !== 'name');
    const voluit = 'name' in claims ? NAAM.map((code) => CLAIM_VAN[code]?.[0]) : [];
    const uitCodes = gegevens.map((code) => CLAIM_VAN[code]?.[0] ?? VELD_VAN[code]?.[0]);
    expect(new Set(uitCodes).size).toBe(uitCodes.length);
    expect(new Set(uitCodes)).toEqual(new Set([...los, ...velden, ...voluit]));
    const gebruikt = een.deel.gegevens.filter(({ code }) => gegevens.includes(code));
    expect(new Set(artikelen)).toEqual(new Set(gebruikt.map(({ artikel }) => `art. ${artikel}`)));
  });
});

test('composed again from only the data that the log names, the answer is the same', () => {
  geldtAltijd((een, { toegelaten, claims, gegevens, artikelen, ...antwoord }) => {
    if (!toegelaten) return;
    const { deel, leerling, gevraagd, leerIdAlsLijst } = een;
    const enkel = { ...deel, gegevens: deel.gegevens.filter(({ code }) => gegevens.includes(code)) };
    const bron = { ...leerling, inschrijvingen: 'inschrijvingen' in antwoord ? antwoord.inschrijvingen : [] };
    expect(stelSamen({ deel: enkel, bron, gevraagd, leerIdAlsLijst })).toEqual({ claims, gegevens, artikelen });
  });
});

test('every claim carries the value of its own datum, and never what may not leave', () => {
  geldtAltijd((een, { claims, gegevens }) => {
    expect(JSON.stringify(claims)).not.toContain(NOOIT);
    for (const code of gegevens) {
      const [claim, veld] = CLAIM_VAN[code] ?? [];
      if (!claim || !veld || !een.gevraagd.has(claim)) continue;
      const waarde = waardeVan(een, veld);
      if (Array.isArray(waarde)) expect(verzameling(claims[claim] as string[])).toEqual(verzameling(waarde));
      else expect(claims[claim]).toEqual(code === 'leer_id_uuid' && een.leerIdAlsLijst ? [waarde] : waarde);
    }
  });
});

test('a whole name leaves exactly where both its parts may, and is those two', () => {
  let keren = 0;
  let onder = 0;
  geldtAltijd((een, { claims, toegelaten }) => {
    const voluit = toegelaten && naamVoluit(een);
    expect(claims.name).toEqual(voluit ? `${een.leerling.voornaam} ${een.leerling.naam}` : undefined);
    if (voluit) keren++;
    if (voluit && !(een.gevraagd.has('given_name') && een.gevraagd.has('family_name'))) onder++;
  });
  expect(keren).toBeGreaterThan(RUNS / 250);
  // Includes a part that was not asked by itself, so that what the log says about the name is nowhere else.
  expect(onder).toBeGreaterThan(RUNS / 250);
});

test('an account key that stands in for leer_id_uuid leaves only for a pupil without one', () => {
  geldtAltijd((een, { claims }) => {
    const sleutel = een.deel.gegevens.find(({ code }) => code === 'account_uuid');
    if (sleutel?.enkel_zonder?.includes('leer_id_uuid') && een.leerling.leer_id_uuid !== null) {
      expect(claims).not.toHaveProperty('ov_account_uuid');
    }
  });
});

test('the gate shuts for each reason of the rule, and for no other', () => {
  const keren: Record<string, number> = {};
  geldtAltijd((een, antwoord) => {
    const [eerste] = bezwaren(een);
    expect(antwoord.toegelaten).toBe(eerste === undefined);
    if (!antwoord.toegelaten) {
      expect(WEIGERREDENEN).toContain(antwoord.reden);
      expect(antwoord.reden).toBe(eerste);
    }
    const soort = eerste ?? (verschuldigd(een).length ? 'iets meegedeeld' : 'niets gevraagd');
    keren[soort] = (keren[soort] ?? 0) + 1;
    if (!eerste && actieve(een).length > besproken(een).length) keren.gedeeld = (keren.gedeeld ?? 0) + 1;
  });
  // The generator must reach every corner. Otherwise the promise above would be empty.
  for (const soort of [
    ...WEIGERREDENEN.filter((reden) => reden !== 'account_onbekend'),
    'iets meegedeeld',
    'gedeeld',
  ]) {
    expect([soort, (keren[soort] ?? 0) > RUNS / 250]).toEqual([soort, true]);
  }
});
