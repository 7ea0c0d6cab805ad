import { createHash } from 'node:crypto';
import { z } from 'zod';
import { ONTBREEKT, schemafout } from '../../schemafout.ts';
import { samenhangfouten } from '../samenhang.ts';
import { type Protocol, protocolschema } from '../schema/schema.ts';
import { leesYamlwaarde } from './yaml.ts';

export type GelezenBestand<T> = { waarde: T; fouten: [] } | { waarde?: undefined; fouten: string[] };

const nederlands = z.locales.nl().localeError;

/** The identity of a protocol in the privacy log: SHA-256 over the exact bytes of the file, in hex. */
export function hashVan(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

/**
 * Reads YAML against a schema. Each fault names the file, the path in it and the article where that is known.
 */
export function leesYaml<S extends z.ZodType>(
  schema: S,
  bestand: string,
  bytes: Uint8Array,
  artikelVan: (rauw: unknown, pad: PropertyKey[]) => string = () => '',
): GelezenBestand<z.infer<S>> {
  let rauw: unknown;
  try {
    rauw = leesYamlwaarde(bytes);
  } catch (fout) {
    return { fouten: [`${bestand}: geen geldige YAML: ${(fout as Error).message.split('\n')[0]}`] };
  }
  const resultaat = schema.safeParse(rauw, { error: nederlands });
  if (resultaat.success) return { waarde: resultaat.data, fouten: [] };
  const fouten = resultaat.error.issues.map((issue) => ({
    waar: padAlsTekst(issue.path),
    artikel: artikelVan(rauw, issue.path),
    diep: issue.path.length > 1,
    wat: schemafout(issue, rauw),
  }));
  const hoofddelen = fouten.filter(({ wat, diep }) => wat === ONTBREEKT && !diep);
  const samen = hoofddelen.length > 1;
  const overige = samen ? fouten.filter((fout) => !hoofddelen.includes(fout)) : fouten;
  return {
    fouten: [
      ...(samen ? [`${bestand}: ${ONTBREEKT}: ${hoofddelen.map(({ waar }) => waar).join(', ')}`] : []),
      ...overige.map(({ waar, artikel, wat }) => `${bestand}: ${waar}${artikel ? ` (${artikel})` : ''}: ${wat}`),
    ],
  };
}

export function leesProtocol(bestand: string, bytes: Uint8Array): GelezenBestand<Protocol> {
  const gelezen = leesYaml(protocolschema, bestand, bytes, artikelInProtocol);
  if (!gelezen.waarde) return gelezen;
  const fouten = samenhangfouten(gelezen.waarde).map((fout) => `${bestand}: ${fout}`);
  return fouten.length ? { fouten } : gelezen;
}

function padAlsTekst(pad: PropertyKey[]): string {
  const tekst = pad.map((deel) => (typeof deel === 'number' ? `[${deel}]` : `.${String(deel)}`)).join('');
  return tekst.replace(/^\./, '') || 'het bestand';
}

/** Every part of the file names its own article, because the five acts number their clauses differently. */
function artikelInProtocol(rauw: unknown, pad: PropertyKey[]): string {
  if (pad[0] === 'partijen') return 'partijen';
  let artikel = pad[0] === 'gegevens' ? 3 : undefined;
  let hier = rauw as Record<PropertyKey, unknown> | undefined;
  for (const deel of pad) {
    hier = hier?.[deel] as Record<PropertyKey, unknown> | undefined;
    if (typeof hier?.artikel === 'number') artikel = hier.artikel;
  }
  return artikel ? `art. ${artikel}` : '';
}
