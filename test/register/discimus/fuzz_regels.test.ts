import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { z } from 'zod';
import { KOLOMMEN } from '../../../src/register/discimus/lezen/leveringskolommen.ts';
import { maakOntleder } from '../../../src/register/discimus/lezen/ontleder.ts';
import { eeuwenVanInsz } from '../../../src/register/insz.ts';
import { csvRegel, geldigeRegel, SCHOOLJAAR } from '../../opzet/register/voorbeeldregels.ts';
import { keur, ruw } from './lees.ts';
import { mutaties } from './mutatie.ts';

const naam = z.string().refine((tekst) => {
  const tekens = [...tekst];
  return tekst.isWellFormed() && tekst === tekst.normalize('NFC').trim() && tekens.length >= 1 && tekens.length <= 200;
});
const zichtbaar = naam.regex(/^[^\p{Cc}\ufffd\u2028\u2029\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069]+$/u);
const sleutel = z
  .string()
  .regex(/^[A-Za-z0-9-]{1,40}$/)
  .nullable();
const geheel = (van: number, tot: number) => z.int().min(van).max(tot);

/** Written independently of the reader: what the tables accept, and what the rest of LeerID relies on. */
const OPSLAANBAAR = z
  .strictObject({
    regel: z.int(),
    insz: z
      .string()
      .refine((tekst) => eeuwenVanInsz(tekst).length > 0)
      .nullable(),
    insz_soort: z.enum(['rijksregister', 'bis']).nullable(),
    unieke_persoon: sleutel,
    geregistreerde_persoon: sleutel,
    voornaam: zichtbaar,
    naam: zichtbaar,
    geboortejaar: geheel(1900, 2027).nullable(),
    geboortemaand: geheel(1, 12).nullable(),
    geboortedag: geheel(1, 31).nullable(),
    email: z
      .email()
      .max(254)
      .nullable()
      .or(
        z
          .string()
          .regex(/^[!-~]+@[!-~]+\.[!-~]+$/)
          .max(254),
      ),
    instellingsnummer: z.string().regex(/^[0-9]{6}$/),
    vestigingsplaats: geheel(1, 99),
    administratieve_groep: z.string().regex(/^[0-9]{1,6}$/),
    hoofdstructuur: z.enum(['111', '121', '211', '221', '311', '312', '315', '321']),
    stamnummer: z
      .string()
      .regex(/^[0-9]{7}$/)
      .nullable(),
    status: z.enum(['gerealiseerd', 'niet_gerealiseerd', 'uitgesteld', 'parallel', 'aanmelding']),
    van: z.iso.date(),
    tot: z.iso.date().nullable(),
  })
  .refine((rij) => rij.insz ?? rij.unieke_persoon ?? rij.geregistreerde_persoon)
  .refine((rij) => (rij.insz === null) === (rij.insz_soort === null))
  .refine((rij) => rij.stamnummer ?? !['gerealiseerd', 'parallel'].includes(rij.status))
  .refine((rij) => rij.tot === null || rij.tot >= rij.van)
  .refine((rij) => rij.geboortedag === null || rij.geboortemaand !== null);

test.each([
  ['CSV', [...KOLOMMEN.inschrijvingen], csvRegel],
  ['JSON Lines', undefined, JSON.stringify],
] as const)('25 000 mutated lines of %s: a row that can be kept, or a reject that tells nothing', (_, kop, schrijf) => {
  const ontleed = maakOntleder('inschrijvingen', kop, SCHOOLJAAR);
  const geteld = { goed: 0, uitval: 0 };
  fc.assert(
    fc.property(fc.array(mutaties, { minLength: 100, maxLength: 100 }), fc.nat(100_000), (alle, begin) => {
      const regels = alle.map((een, plek) => ruw(een(Buffer.from(schrijf(geldigeRegel(begin + plek)))), plek + 1));
      const gelezen = ontleed(regels);
      keur(regels, gelezen);
      for (const rij of gelezen.goed) OPSLAANBAAR.parse(rij);
      geteld.goed += gelezen.goed.length;
      geteld.uitval += gelezen.uitval.length;
    }),
    { numRuns: 250, endOnFailure: true },
  );
  expect(geteld.goed).toBeGreaterThan(5000);
  expect(geteld.uitval).toBeGreaterThan(10_000);
});

test('any bytes at all', () => {
  for (const kop of [[...KOLOMMEN.inschrijvingen], undefined]) {
    const ontleed = maakOntleder('inschrijvingen', kop, SCHOOLJAAR);
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        const regels = [ruw(Buffer.from(bytes))];
        keur(regels, ontleed(regels));
      }),
      { numRuns: 1000 },
    );
  }
});
