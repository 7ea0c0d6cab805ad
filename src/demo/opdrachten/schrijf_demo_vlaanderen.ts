import { z } from 'zod';
import type { Klok } from '../../klok.ts';
import type { Uitkomst } from '../../terminal/index.ts';

const geheel = (van: number, tot: number) => z.coerce.number(`een getal van ${van} tot ${tot}`).int().min(van).max(tot);

/** INSZ stay unique up to some millions of pupils. Flanders never has more than two million. */
const optieschema = z.object({
  leerlingen: geheel(10, 2_000_000).default(1_200_000),
  zaad: geheel(0, 2 ** 31 - 1).default(1),
  map: z.string().min(1),
  peildatum: z.iso
    .date('een dag als 2026-11-22')
    .transform((dag) => Temporal.PlainDate.from(dag))
    .optional(),
  nachten: geheel(1, 60).default(1),
  verandering: z.coerce.number().min(0.0001).max(0.05).default(0.01),
  soort: z.enum(['volledig', 'wijzigingen']).default('volledig'),
  twijfel: z.boolean().default(false),
  vorm: z.enum(['csv', 'jsonl']).default('csv'),
  ongecomprimeerd: z.boolean().default(false),
});

/** Synthetic deliveries of the register's source; see docs/discimus.md. */
export async function schrijfDemoVlaanderen(klok: Klok, opties: unknown): Promise<Uitkomst> {
  const gelezen = optieschema.safeParse(opties, { error: z.locales.nl().localeError });
  if (!gelezen.success)
    return { regels: gelezen.error.issues.map(({ path, message }) => `--${path.join('.')}: ${message}`), goed: false };
  const { peildatum = klok.vandaag(), ...wensen } = gelezen.data;
  // Loaded only here, because no other command needs to make up a country.
  const { schrijfVlaanderen } = await import('../vlaanderen/index.ts');
  const verslagen = await schrijfVlaanderen({ ...wensen, peildatum });
  const regels = verslagen.map(({ map, rijen, gebeurtenissen }) => {
    const wat = Object.entries(gebeurtenissen).map(([naam, aantal]) => `${naam} ${aantal}`);
    return `${map}: ${rijen} inschrijvingen${wat.length ? ` (${wat.join(', ')})` : ''}`;
  });
  return { regels, goed: true };
}
