import { z } from 'zod';
import { schemafout } from '../../../schemafout.ts';
import { openGewoon } from './bestandsbytes.ts';
import { GeweigerdeLevering } from './geweigerde_levering.ts';

export const INHOUDEN = ['scholen', 'vestigingsplaatsen', 'administratieve_groepen', 'inschrijvingen'] as const;

/** A plain name. Nothing in it has a meaning for a file system, a terminal or a log. */
const PLATTE_NAAM = /^[A-Za-z0-9][A-Za-z0-9._-]{0,120}\.(csv|jsonl)(\.gz)?$/;
const MEER_DAN_VLAANDEREN = 3_000_000;
const HOOGSTENS_BYTES = 1024 * 1024;

const bestandschema = z.object({
  inhoud: z.enum(INHOUDEN),
  naam: z.string().regex(PLATTE_NAAM, 'een gewone naam zonder map, die eindigt op .csv, .jsonl, .csv.gz of .jsonl.gz'),
  rijen: z.int().min(0).max(MEER_DAN_VLAANDEREN),
  sha256: z
    .string()
    .regex(/^[0-9a-f]{64}$/i, 'SHA-256 als 64 hexadecimale tekens')
    .toLowerCase(),
});

const manifestschema = z
  .object({
    vorm: z.literal(1),
    soort: z.enum(['volledig', 'wijzigingen']),
    schooljaar: z.string().refine(isSchooljaar, 'twee opeenvolgende jaren, zoals 2026-2027'),
    peildatum: z.iso.date('een bestaande dag, als JJJJ-MM-DD'),
    bestanden: z
      .array(bestandschema)
      .refine(
        (alle) => new Set(alle.map(({ inhoud }) => inhoud)).size === alle.length,
        'hoogstens één bestand per inhoud',
      )
      .refine(
        (alle) => alle.some(({ inhoud }) => inhoud === 'inschrijvingen'),
        'een bestand met inhoud inschrijvingen',
      ),
  })
  .refine(({ peildatum, schooljaar }) => isNabij(peildatum, schooljaar), {
    path: ['peildatum'],
    error: 'een dag in het schooljaar, of hoogstens twee maanden ervoor of erna',
  });

export type Manifest = z.infer<typeof manifestschema>;
export type Manifestbestand = Manifest['bestanden'][number];
export type Bestandsinhoud = Manifestbestand['inhoud'];

/**
 * Reads and checks the manifest of a delivery.
 * @throws GeweigerdeLevering with every fault that it has
 */
export async function leesManifest(pad: string): Promise<Manifest> {
  return beoordeelManifest(await leesBegrensd(pad));
}

/** The same for the bytes of a manifest. */
export function beoordeelManifest(bytes: Buffer): Manifest {
  let rauw: unknown;
  try {
    rauw = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    throw new GeweigerdeLevering(
      'manifest_geen_json',
      'Het manifest is geen JSON in UTF-8: vraag de levering opnieuw.',
    );
  }
  const gelezen = manifestschema.safeParse(rauw, { error: z.locales.nl().localeError });
  if (gelezen.success) return gelezen.data;
  const fouten = gelezen.error.issues.map(
    (issue) => `${z.core.toDotPath(issue.path) || 'manifest'}: ${schemafout(issue, rauw)}`,
  );
  throw new GeweigerdeLevering(
    'manifest_ongeldig',
    `Het manifest klopt niet, verbeter dit: ${eenRegel(fouten.join('; '))}.`,
  );
}

/**
 * The file may be anything. It is read through one handle, and never further than the longest possible
 * manifest.
 */
async function leesBegrensd(pad: string): Promise<Buffer> {
  await using bestand = await openGewoon(pad, 'het manifest');
  const buffer = Buffer.alloc(HOOGSTENS_BYTES + 1);
  const { bytesRead } = await bestand.read(buffer, 0, buffer.length, 0);
  if (bytesRead <= HOOGSTENS_BYTES) return buffer.subarray(0, bytesRead);
  throw new GeweigerdeLevering(
    'manifest_te_groot',
    'Het manifest is groter dan 1 MiB: geef het manifest, niet de gegevens.',
  );
}

/** Text from the file may hold characters that a terminal obeys. */
function eenRegel(tekst: string): string {
  return tekst.replaceAll(/[\p{C}\p{Zl}\p{Zp}]/gu, '?').slice(0, 2000);
}

function isSchooljaar(tekst: string): boolean {
  const [, begin, einde] = /^(20[0-9]{2})-(20[0-9]{2})$/.exec(tekst) ?? [];
  return begin !== undefined && Number(einde) === Number(begin) + 1;
}

/**
 * A delivery may come before the first school day. The last delivery of a school year may come in the autumn
 * after it.
 */
function isNabij(peildatum: string, schooljaar: string): boolean {
  const [begin, einde] = schooljaar.split('-');
  return peildatum >= `${begin}-07-01` && peildatum <= `${einde}-10-31`;
}
