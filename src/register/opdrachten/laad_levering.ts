import { constants, setPriority } from 'node:os';
import { dirname, join } from 'node:path';
import type { Afmelder, Lading } from '../../kamer.ts';
import { type Opzoekdoel, schrijfOperatoropzoeking } from '../../privacy/index.ts';
import {
  type Database,
  eisVasteGeheimen,
  type Laadverbinding,
  legGeheimenVast,
  nietKlaargemaakt,
} from '../../store/index.ts';
import {
  eisGeheim,
  eisPlaatsVoor,
  type Huisomgeving,
  schrijfVerslagbestand,
  type Uitkomst,
  vindPlaatsVoor,
} from '../../terminal/index.ts';
import {
  GeweigerdeLevering,
  heeftUitval,
  type Laadopties,
  type Laadverslag,
  laadDiscimus,
  schrijfUitkomst,
  schrijfUitval,
} from '../discimus/index.ts';
import { laadverslag } from './laadverslag.ts';
import { jsonregel, maakVoortgang, type Scherm, type Voortgang } from './voortgang.ts';

export interface Laadopdracht extends Laadopties {
  doel: Opzoekdoel;
  uitval?: string;
  uitkomst?: string;
}

/**
 * The nightly load, as an operator or a timer starts it. On a terminal it speaks in words, otherwise in JSON
 * lines. A failure is one line on the error output.
 */
export async function laad(
  { klok, kamers, metAfmelder }: Huisomgeving,
  manifest: string,
  opdracht: Laadopdracht,
  scherm: Scherm,
): Promise<Uitkomst> {
  NODIG.forEach(eisGeheim);
  // Reading uses a whole core. Pupils who sign in meanwhile go first.
  setPriority(constants.priority.PRIORITY_BELOW_NORMAL);
  const plaatsen = await bepaalPlaatsen(manifest, opdracht);
  const voortgang = maakVoortgang(scherm);
  const { fout, verslag, uitval } = await metAfmelder((afmelder) =>
    voerUit({ afmelder, klok, kamers }, manifest, opdracht, voortgang, plaatsen),
  );
  voortgang.klaar();
  if (verslag) return { regels: besluit(verslag, opdracht.proef === true, uitval, scherm), goed: true };
  if (!scherm.isTTY) scherm.write(jsonregel('geweigerd', { code: codeVan(fout), uitval }));
  throw new Error([uitleg(fout), ...(uitval ? [`De niet gebruikte regels staan in ${uitval}.`] : [])].join(' '), {
    cause: fout,
  });
}

const NODIG = ['DATABASE_URL', 'LEERID_INSZ_PEPPER'] as const;

async function voerUit(
  { klok, kamers, afmelder }: Pick<Huisomgeving, 'klok' | 'kamers'> & { afmelder: Afmelder },
  manifest: string,
  opdracht: Laadopdracht,
  { gelezen, stap }: Voortgang,
  plaatsen: Plaatsen,
): Promise<{ verslag?: Laadverslag; fout?: unknown; uitval: string | undefined }> {
  let uitval: string | undefined;
  const LEERID_INSZ_PEPPER = eisGeheim('LEERID_INSZ_PEPPER');
  const nodig = {
    databaseUrl: eisGeheim('DATABASE_URL'),
    klok,
    kamers,
    inszPeper: LEERID_INSZ_PEPPER,
    voortgang: gelezen,
    stap,
    naVerandering: async (trx: Database, geraakt: Lading['geraakt']) => {
      await legGeheimenVast(trx, { LEERID_INSZ_PEPPER });
      for (const { bijLading } of kamers) await bijLading?.(trx, { afmelder, geraakt });
    },
    metUitkomst: async (verbinding: Laadverbinding) => {
      uitval = await schrijfVerslagen(verbinding, plaatsen);
    },
  };
  try {
    // Checked before the delivery is read, because reading takes a minute.
    await eisVasteGeheimen(afmelder.db, { LEERID_INSZ_PEPPER });
    // One row: the load reads every pupil, and its files name lines that it did not use.
    const opzoeking = { opdracht: 'discimus laad', doel: opdracht.doel, gegevens: ['register'] } as const;
    await schrijfOperatoropzoeking(afmelder.db, klok, opzoeking);
    return { verslag: await laadDiscimus(nodig, manifest, opdracht), uitval };
  } catch (fout) {
    return { fout, uitval };
  }
}

interface Plaatsen {
  uitval: string;
  uitkomst: string | undefined;
}

async function bepaalPlaatsen(manifest: string, { uitval, uitkomst }: Laadopdracht): Promise<Plaatsen> {
  return {
    uitval: await (uitval ? eisPlaatsVoor(uitval) : vindPlaatsVoor(join(dirname(manifest), 'uitval.csv'))),
    uitkomst: uitkomst && (await eisPlaatsVoor(uitkomst)),
  };
}

/** @returns the file with the refused lines, if there are any */
async function schrijfVerslagen(verbinding: Laadverbinding, plaatsen: Plaatsen): Promise<string | undefined> {
  if (plaatsen.uitkomst) await schrijfVerslagbestand(plaatsen.uitkomst, (naar) => schrijfUitkomst(verbinding, naar));
  if (!(await heeftUitval(verbinding))) return undefined;
  await schrijfVerslagbestand(plaatsen.uitval, (naar) => schrijfUitval(verbinding, naar));
  return plaatsen.uitval;
}

function besluit(verslag: Laadverslag, proef: boolean, uitval: string | undefined, { isTTY }: Scherm): string[] {
  if (!isTTY) return [jsonregel('verslag', { proef, ...verslag, uitval }).trimEnd()];
  return [
    proef ? 'PROEF: er is niets veranderd. Dit zou de lading doen:' : 'Geladen.',
    ...laadverslag(verslag, uitval),
  ];
}

function codeVan(fout: unknown): string {
  if (fout instanceof GeweigerdeLevering) return fout.code;
  return (fout as { code?: string }).code ?? 'fout';
}

/** A message of PostgreSQL may quote a row. Only its code and the name of the constraint are shown. */
function uitleg(fout: unknown): string {
  if (fout instanceof GeweigerdeLevering) return fout.message;
  const gemis = nietKlaargemaakt(fout);
  if (gemis) return gemis;
  const { code, constraint, message } = fout as { code?: string; constraint?: string; message: string };
  if (code === undefined) return message;
  if (/^[0-9A-Z]{5}$/.test(code))
    return `De lading is mislukt en er is niets veranderd: de database meldt ${[code, constraint].filter(Boolean).join(' ')}.`;
  return `De lading brak af (${code}). Kijk met leerid discimus verslagen of ze er nog in staat, en laad ze anders opnieuw.`;
}
