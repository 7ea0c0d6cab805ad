import { leesProtocollen, type Stopzetting, stopzettingschema } from '../protocol/index.ts';
import { leesStops, leesToepassingen, legStopVast } from '../toepassingen/index.ts';
import { type Terminal, vraagBevestiging } from './bevestiging.ts';
import { metDatabase } from './database.ts';
import type { Omgeving, Uitkomst } from './uitkomst.ts';

export interface Stopopdracht {
  door: string;
  reden: string;
  /** From which day on; today unless told. */
  op?: Temporal.PlainDate;
  /** No question: for scripts. */
  ja: boolean;
}

/**
 * One party's word closes a protocol for good. A second word changes nothing, unless it names an earlier day: then that one counts.
 */
export async function stopProtocol(
  { klok, configmap, partijenmap }: Omgeving,
  naam: string,
  { door, reden, op: gekozen, ja }: Stopopdracht,
  plek: Terminal,
): Promise<Uitkomst> {
  const { dossiers } = await leesProtocollen(configmap, partijenmap);
  const gevonden = dossiers.find((een) => een.naam === naam);
  const mis = (...regels: string[]): Uitkomst => ({ regels, goed: false });
  if (!gevonden) return mis(`protocol "${naam}" bestaat niet`);
  const { protocol, fouten } = gevonden;
  if (!protocol)
    return mis(...fouten, `${naam}: herstel eerst het bestand; zolang het stuk is, is het protocol gesloten`);
  const partijen = protocol.partijen.map(({ id }) => id);
  if (!partijen.includes(door))
    return mis(`"${door}" is geen partij bij dit protocol; dat zijn: ${partijen.join(', ')}`);
  const vandaag = klok.vandaag();
  const dag = gekozen ?? vandaag;
  if (Temporal.PlainDate.compare(dag, vandaag) < 0) return mis(`--op ${dag}: een stop begint vandaag of later`);
  const gelezen = stopzettingschema.safeParse({ op: dag.toString(), door, reden });
  if (!gelezen.success)
    return mis(...gelezen.error.issues.map(({ path, message }) => `--${path.join('.')}: ${message}`));
  const stop = gelezen.data;

  const eerder = await metDatabase((db) => leesStops(db)).then((stops) => stops.get(naam));
  if (eerder && Temporal.PlainDate.compare(eerder.op, stop.op) <= 0) {
    return { regels: [`${naam}: ${inWoorden(eerder, vandaag)}; er verandert niets`], goed: true };
  }
  const { alle } = await leesToepassingen(configmap, undefined, partijenmap);
  const clients = [...alle.values()]
    .filter((een) => een.protocol.protocol === naam)
    .map((een) => een.dossier.client_id);
  const { artikel, beeindiging_door } = protocol.sanctie;
  const waarschuwing = [
    `Dit sluit protocol "${naam}" voorgoed vanaf ${stop.op}, met zijn toepassingen: ${clients.join(', ') || 'geen'}.`,
    ...(eerder ? [`Het was al ${inWoorden(eerder, vandaag)}; dit vervroegt het.`] : []),
    ...(beeindiging_door.includes(door)
      ? []
      : [`Let op: eenzijdig beëindigen doet volgens artikel ${artikel} enkel ${beeindiging_door.join(' of ')}.`]),
  ];
  const bezwaar = ja ? undefined : await vraagBevestiging(plek, waarschuwing, naam);
  if (bezwaar) return mis(`${naam}: ${bezwaar}`);
  await metDatabase((db) => legStopVast(db, naam, stop, klok.nu()));
  const was = eerder ? ` (vervroegd: het was ${eerder.op}, door ${eerder.door})` : '';
  return { regels: [`${naam}: ${inWoorden(stop, vandaag)}${was}`], goed: true };
}

function inWoorden({ op, door, reden }: Stopzetting, vandaag: Temporal.PlainDate): string {
  const sinds = Temporal.PlainDate.compare(op, vandaag) <= 0 ? `stopgezet sinds ${op}` : `stopgezet vanaf ${op}`;
  return `${sinds} door ${door} (${reden})`;
}
