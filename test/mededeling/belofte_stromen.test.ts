import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { sql } from 'kysely';
import { eisGelijst } from '../../src/mededeling/bulk/deel_mee_zonder_leerling.ts';
import { type Gesteld, stel } from '../../src/mededeling/bulk/gesteld.ts';
import { oordeelOver } from '../../src/mededeling/bulk/leerlingoordeel.ts';
import { groepeerBewijzen } from '../../src/mededeling/bulk/log_reeks.ts';
import { poort } from '../../src/mededeling/bulk/poort.ts';
import { Weigering } from '../../src/mededeling/index.ts';
import type { Leerling } from '../../src/register/index.ts';
import { CLAIM_VAN, NAAM, VELD_VAN, verzameling, waardeVan } from './orakel.ts';
import { akteVan, kennisVan, vraagVan } from './stromen_deur.ts';
import { dicht, gelijkAanAanmelding, vertelbaar, vertrekt } from './stromen_orakel.ts';
import { type Stroomgeval, stroomgeval } from './stromen_willekeur.ts';
import { NOOIT } from './willekeur.ts';

/**
 * Promise 1 for the flows beside the sign-in (`belofte.test.ts`): what leaves ⊆ what the act lists for this
 * recipient ∩ what was asked ∩ what the gate of this flow allows, and the log names it.
 */
const RUNS = 10_000;
/** What the door does with one pupil, in the order in which it does it. */
function klop(een: Stroomgeval): { geweigerd: string } | { gesteld: Gesteld[] } {
  const protocol = akteVan(een);
  const vraag = vraagVan(een, sql``);
  try {
    const ontvangst = poort(
      { ...kennisVan(een, protocol), klok: { vandaag: () => een.vandaag } as never },
      vraag,
      een.isVrij,
    );
    const { toetsen, klassen, ...persoon } = een.leerling;
    const leerling = { ...persoon, inschrijvingen: een.inschrijvingen } as unknown as Leerling;
    const toegelaten = oordeelOver(ontvangst, vraag.selectie, { leerling, keuzes: een }, toetsen, een.vandaag);
    return { gesteld: toegelaten.flatMap((ander) => stel({}, ontvangst, vraag, { ...ander, klassen })) };
  } catch (fout) {
    if (fout instanceof Weigering) return { geweigerd: fout.code };
    throw fout;
  }
}

const velden = ({ claims }: Gesteld) => (claims.ov_inschrijvingen ?? []) as Record<string, string>[];

function eisWaarden(een: Stroomgeval, gesteld: Gesteld): void {
  const zelfde = gelijkAanAanmelding(een);
  const { claims, gegevens } = gesteld;
  const bijKlas = ((claims.ov_klas ?? []) as object[])
    .flatMap(Object.keys)
    .filter((veld) => veld === 'instellingsnummer');
  const los = Object.keys(claims).filter((claim) => claim !== 'ov_inschrijvingen' && claim !== 'name');
  const voluit = 'name' in claims ? NAAM.map((code) => CLAIM_VAN[code]?.[0]) : [];
  const uitCodes = gegevens.map((code) => CLAIM_VAN[code]?.[0] ?? VELD_VAN[code]?.[0]);
  expect(new Set(uitCodes)).toEqual(new Set([...los, ...velden(gesteld).flatMap(Object.keys), ...bijKlas, ...voluit]));
  for (const claim of Object.keys(claims)) expect(een.gevraagd.has(claim)).toBe(true);
  for (const code of gegevens) {
    const [claim, veld] = CLAIM_VAN[code] ?? [];
    if (!claim || !veld || !een.gevraagd.has(claim)) continue;
    const waarde = waardeVan(zelfde, veld);
    if (Array.isArray(waarde)) expect(verzameling(claims[claim] as string[])).toEqual(verzameling(waarde));
    else expect(claims[claim]).toEqual(code === 'leer_id_uuid' && zelfde.leerIdAlsLijst ? [waarde] : waarde);
  }
  const alles = JSON.stringify(claims);
  expect(alles).not.toContain(NOOIT);
  const stil = een.inschrijvingen.filter(
    ({ stamnummer }) => !vertelbaar(een).some((ander) => ander.stamnummer === stamnummer),
  );
  for (const { stamnummer } of stil) expect(alles).not.toContain(stamnummer);
}

test.each(['op_aanvraag', 'periodiek', 'eenmalig'] as const)(
  '%s: exactly what the act, the question and the gate of this flow let leave, and its row names it',
  (stroom) => {
    const keren: Record<string, number> = {};
    fc.assert(
      fc.property(stroomgeval(stroom), (een) => {
        const antwoord = klop(een);
        const codes = vertrekt(een);
        const reden = dicht(een);
        const soort = reden ?? (codes.length ? 'vertrekt' : 'niets');
        keren[soort] = (keren[soort] ?? 0) + 1;
        if (codes.length && !een.alsToepassing) keren['zonder toepassing'] = (keren['zonder toepassing'] ?? 0) + 1;
        if (reden) return expect(antwoord).toEqual({ geweigerd: reden });
        if (!('gesteld' in antwoord)) throw new Error(`refused without a reason: ${antwoord.geweigerd}`);
        expect(antwoord.gesteld.map(({ gegevens }) => gegevens)).toEqual(codes.length ? [codes] : []);
        for (const gesteld of antwoord.gesteld) eisWaarden(een, gesteld);
        // A row for each pupil of whom something leaves, with the codes of exactly that.
        const { groepen, leerlingen } = groepeerBewijzen(antwoord.gesteld, undefined);
        expect(leerlingen.map(({ groep }) => groepen[groep]?.gegevens)).toEqual(codes.length ? [codes] : []);
        const artikelen = een.deel.gegevens
          .filter(({ code }) => codes.includes(code))
          .map(({ artikel }) => `art. ${artikel}`);
        for (const groep of groepen) expect(new Set(groep.artikelen)).toEqual(new Set(artikelen));
      }),
      { numRuns: RUNS },
    );
    // The generator must reach every corner. Otherwise the promise above would be empty.
    for (const soort of VERWACHT[stroom]) expect([soort, (keren[soort] ?? 0) > RUNS / 200]).toEqual([soort, true]);
  },
);

const ALTIJD = [
  'protocol_niet_in_werking',
  'stroom_niet_voorzien',
  'buiten_venster',
  'vertrekt',
  'niets',
  'zonder toepassing',
];
const VERWACHT = {
  op_aanvraag: [...ALTIJD, 'opzoeking_niet_voorzien'],
  periodiek: [...ALTIJD, 'andere_dag'],
  eenmalig: [...ALTIJD, 'andere_dag', 'eenmalig_geleverd'],
};

test('about nobody: only counts that the act lists as they are for this recipient, and all that was asked or nothing', () => {
  const TELLINGEN =
    /^(aantal_|schooldagen_|ziekte_|thuistaal_|moeder_|opleidingsniveau_|schooltoelage|permanent_|type_5_|tijdelijk_|jaar_omhoog|administratieve_groep_eind|studiebewijs|fusiegemeente)/;
  let vertrokken = 0;
  fc.assert(
    fc.property(stroomgeval('eenmalig'), (een) => {
      const mag = een.deel.gegevens.filter(
        ({ code, vorm, enkel_als }) => TELLINGEN.test(code) && vorm === 'klaar' && !enkel_als,
      );
      const codes = mag.map(({ code }) => code);
      const gevraagd = een.isVrij ? codes : een.deel.gegevens.map(({ code }) => code);
      const isGelijst = gevraagd.length > 0 && gevraagd.every((code) => codes.includes(code));
      const vraag = () => eisGelijst({ deel: een.deel } as never, gevraagd).map(({ code }) => code);
      if (isGelijst) expect(vraag()).toEqual(gevraagd);
      else expect(vraag).toThrow('gegevens_niet_voorzien');
      if (isGelijst) vertrokken++;
    }),
    { numRuns: RUNS },
  );
  expect(vertrokken).toBeGreaterThan(RUNS / 10);
});
