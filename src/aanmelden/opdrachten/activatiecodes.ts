import { type FileHandle, open, unlink } from 'node:fs/promises';
import { sql } from 'kysely';
import type { Afmelder } from '../../kamer.ts';
import type { Klok } from '../../klok.ts';
import { type Opzoekdoel, type Opzoekgegeven, schrijfOperatoropzoeking } from '../../privacy/index.ts';
import { accountsVan, leerlingVan, neemLeerling } from '../../register/index.ts';
import type { Database } from '../../store/index.ts';
import { alsGeenLading, geblokkeerd, type Huisomgeving, onbekend, type Uitkomst } from '../../terminal/index.ts';
import { type Briefgegevens, geefActivatiecodes, kiesMiddelen, type Middel, type Schoolkeuze } from '../index.ts';
import { alsCsv } from './brieven.ts';

/** Codes with which pupils choose a password. They end what the pupils had before: passwords and sessions. */

export function geefCode(
  { klok, metAfmelder }: Pick<Huisomgeving, 'klok' | 'metAfmelder'>,
  gebruikersnaam: string,
  doel: Opzoekdoel,
): Promise<Uitkomst> {
  return metAfmelder(async (afmelder) => {
    const { db } = afmelder;
    const [brief] = await db.transaction().execute(async (trx) => {
      const leerling = await neemLeerling(trx, gebruikersnaam);
      const opzoeking = {
        opdracht: 'account activatiecode',
        doel,
        gegevens: ['gebruikersnaam', 'activatiecode'],
      } as const;
      await schrijfOperatoropzoeking(trx, klok, { ...opzoeking, leerlingen: leerling === undefined ? [] : [leerling] });
      return geef(afmelder, trx, klok, await kiesMiddelen(trx, klok, { gebruikersnaam }), klok.vandaag());
    });
    if (!brief) return (await leerlingVan(db, gebruikersnaam)) ? geblokkeerd(gebruikersnaam) : onbekend(gebruikersnaam);
    const { code, geldigTotEnMet } = brief;
    return {
      regels: [
        `${gebruikersnaam}: activatiecode ${code}, geldig tot en met ${geldigTotEnMet} (wordt niet meer getoond)`,
        'het vorige wachtwoord en de vorige code vervallen, sessies beëindigd',
        ...ookVervallen(brief),
      ],
      goed: true,
    };
  });
}

/** A pupil who used another name must learn that the name on the letter counts from now on. */
function ookVervallen({ gebruikersnaam, ookVervallen }: Briefgegevens): string[] {
  if (ookVervallen.length === 0) return [];
  return [`${gebruikersnaam} heette ook ${ookVervallen.join(', ')}: het wachtwoord en de code daarvan vervallen mee`];
}

/** What the letters of a school tell. */
const IN_DE_BRIEVEN: readonly Opzoekgegeven[] = [
  'vestigingsplaats',
  'administratieve_groep_code',
  'administratieve_groep_omschrijving',
  'naam',
  'voornaam',
  'gebruikersnaam',
  'activatiecode',
];

/**
 * The file exists, readable by its owner only, before the first code is given. So no code can get lost on its
 * way there.
 */
export async function geefCodes(
  { klok, metAfmelder }: Pick<Huisomgeving, 'klok' | 'metAfmelder'>,
  keuze: Schoolkeuze,
  bestand: string,
  doel: Opzoekdoel,
): Promise<Uitkomst> {
  const vandaag = klok.vandaag();
  const { dag = vandaag } = keuze;
  if (Temporal.PlainDate.compare(dag, vandaag) < 0 || Temporal.PlainDate.compare(dag, vandaag.add(VOORUIT)) > 0)
    throw new Error(`--dag ${dag}: kies een dag tussen vandaag en ${vandaag.add(VOORUIT)}`);
  const uit = await openNieuw(bestand);
  try {
    const brieven = await metAfmelder(async (afmelder) =>
      alsGeenLading(afmelder.db, async (trx) => {
        await sql`select schrijf_register_alleen()`.execute(trx);
        const middelen = await kiesMiddelen(trx, klok, keuze);
        // Not in this transaction: the rows are durable before the file has a name in it.
        await schrijfOperatoropzoeking(afmelder.db, klok, {
          opdracht: 'account activatiecodes',
          doel,
          leerlingen: middelen.map(({ leerlingId }) => leerlingId),
          gegevens: IN_DE_BRIEVEN,
        });
        return geef(afmelder, trx, klok, middelen, dag, (brieven) => schrijfAlles(uit, brieven));
      }),
    );
    const regels = [`${bestand}: ${brieven.length} activatiecodes`, ...brieven.flatMap(ookVervallen)];
    if (brieven.length) return { regels, goed: true };
    await unlink(bestand);
    return { regels: ['niemand om een code aan te geven'], goed: false };
  } catch (fout) {
    await unlink(bestand);
    throw fout;
  } finally {
    await uit.close();
  }
}

/** The summer: pupils who start in September are enrolled from June on. */
const VOORUIT = { days: 100 };

/** @param bewaar runs before the codes are valid. Codes that can't be kept were never given */
async function geef(
  { meldAccountsAf }: Afmelder,
  trx: Database,
  klok: Klok,
  middelen: Middel[],
  vanaf: Temporal.PlainDate,
  bewaar: (brieven: Briefgegevens[]) => Promise<void> = async () => {},
): Promise<Briefgegevens[]> {
  const brieven = await geefActivatiecodes(trx, klok, middelen, vanaf);
  await bewaar(brieven);
  await meldAccountsAf(trx, await accountsVan(trx, ...brieven.map(({ leerlingId }) => leerlingId)));
  return brieven;
}

async function openNieuw(bestand: string): Promise<FileHandle> {
  try {
    return await open(bestand, 'wx', 0o600);
  } catch (fout) {
    if ((fout as NodeJS.ErrnoException).code !== 'EEXIST') throw fout;
    throw new Error(`${bestand} bestaat al`, { cause: fout });
  }
}

async function schrijfAlles(uit: FileHandle, brieven: readonly Briefgegevens[]): Promise<void> {
  await uit.writeFile(alsCsv(brieven));
  await uit.sync();
}
