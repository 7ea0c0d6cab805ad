import {
  CATALOGUS,
  dagInWoorden,
  eindeBijRegistratie,
  eindeInWoorden,
  type Protocol,
  type Stopzetting,
  stopbezwaar,
  stopzettingschema,
} from '../../protocol/index.ts';
import { metDatabase, type Omgeving, type Terminal, type Uitkomst, vraagBevestiging } from '../../terminal/index.ts';
import { leesStops, legStopVast } from '../index.ts';
import { leesAkte, leesClients } from './stopgegevens.ts';

export interface Stopopdracht {
  door: string;
  reden: string;
  /**
   * A breach by default. Otherwise an event by which the act ends by law, or notice with a term. The act says
   * who may.
   */
  grond?: string;
  /** The day on which it takes effect. Default: today, or the day on which the term of a notice is over. */
  op?: Temporal.PlainDate;
  /** The day on which the other party had the notice. Default: today. */
  ontvangen?: Temporal.PlainDate;
  /** Asks no question, for scripts. */
  ja: boolean;
}

/**
 * Closes a protocol for good on one party's word, if the act gives that party the right to it. A second word
 * changes nothing, unless it names an earlier day. Where the folder lacks the act as its parties signed it,
 * the kept versions decide. Other nodes may have another folder, and a stop can't wait for a repair.
 */
export async function stopProtocol(
  omgeving: Omgeving,
  naam: string,
  opdracht: Stopopdracht,
  plek: Terminal,
): Promise<Uitkomst> {
  const { klok } = omgeving;
  const mis = (...regels: string[]): Uitkomst => ({ regels, goed: false });
  const { akte, eersteDag, fouten } = await leesAkte(omgeving, naam);
  const vandaag = klok.vandaag();
  if (!akte) return mis(...fouten);
  const stop = woordOnder(akte, opdracht, { vandaag, eersteDag });
  if (Array.isArray(stop)) return mis(...stop);

  const eerder = await metDatabase((db) => leesStops(db)).then((stops) => stops.get(naam));
  if (eerder && Temporal.PlainDate.compare(eerder.op, stop.op) <= 0) {
    return { regels: [`${naam}: ${inWoorden(eerder, vandaag)}; er verandert niets`], goed: true };
  }
  const { clients, gemist } = await leesClients(omgeving, naam);
  const hieronder = Object.values(CATALOGUS).filter(({ onder }) => onder === naam);
  const waarschuwing = [
    `Dit sluit protocol "${naam}" voorgoed vanaf ${stop.op}, met zijn toepassingen: ${clients.join(', ') || 'geen'}.`,
    ...ontvangst(stop, vandaag),
    ...gemist,
    ...hieronder.map((gegeven) => `Ook bij elke andere toepassing vertrekt dan niet meer: ${gegeven.naam}.`),
    ...(eerder ? [`Het was al ${inWoorden(eerder, vandaag)}; dit vervroegt het.`] : []),
  ];
  const bezwaar = opdracht.ja ? undefined : await vraagBevestiging(plek, waarschuwing, naam);
  if (bezwaar) return mis(`${naam}: ${bezwaar}`);
  await metDatabase((db) => legStopVast(db, naam, stop, klok.nu()));
  const was = eerder ? ` (vervroegd: het was ${eerder.op}, door ${eerder.door})` : '';
  return { regels: [`${naam}: ${inWoorden(stop, vandaag)}${was}`], goed: true };
}

interface Stopdagen {
  vandaag: Temporal.PlainDate;
  eersteDag: Temporal.PlainDate | undefined;
}

/** The stop as this act allows it, or what is wrong with it. */
function woordOnder(akte: Protocol, opdracht: Stopopdracht, dagen: Stopdagen): Stopzetting | string[] {
  const stop = alsStop(opdracht, akte, dagen);
  const onbevoegd = Array.isArray(stop) ? undefined : stopbezwaar(akte, stop);
  return onbevoegd ? [onbevoegd] : stop;
}

/** The stop as it will be kept, or what is wrong with it. */
function alsStop(opdracht: Stopopdracht, protocol: Protocol, dagen: Stopdagen): Stopzetting | string[] {
  const { op, door, reden, grond } = opdracht;
  const { vandaag } = dagen;
  const ontvangen = opdracht.ontvangen ?? (grond === 'opzegging' ? vandaag : undefined);
  const dag = op ?? (ontvangen && eindeBijRegistratie(protocol, ontvangen, vandaag)) ?? vandaag;
  if (Temporal.PlainDate.compare(dag, vandaag) < 0) return [`--op ${dag}: een stop begint vandaag of later`];
  const bezwaar = ontvangen && ontvangstbezwaar(opdracht, { ...dagen, ontvangen, dag });
  if (bezwaar) return [bezwaar];
  const gelezen = stopzettingschema.safeParse({
    ...{ op: dag.toString(), door, reden, grond },
    ontvangen: ontvangen?.toString(),
  });
  if (gelezen.success) return gelezen.data;
  return gelezen.error.issues.map(({ path, message }) => `--${path.join('.')}: ${message}`);
}

/**
 * Why a notice can't be registered with these days. Who takes an older receipt than today names the last day
 * himself, because the receipt alone decides when the doors shut.
 */
function ontvangstbezwaar(
  { op, grond, ja }: Stopopdracht,
  { vandaag, eersteDag, ontvangen, dag }: Stopdagen & Record<'ontvangen' | 'dag', Temporal.PlainDate>,
): string | undefined {
  const { compare } = Temporal.PlainDate;
  if (compare(ontvangen, vandaag) > 0)
    return `--ontvangen ${ontvangen}: een opzegging telt pas als de andere partij ze heeft`;
  if (eersteDag && compare(ontvangen, eersteDag) < 0)
    return `--ontvangen ${ontvangen}: toen was er nog niets om op te zeggen, het protocol geldt sinds ${eersteDag}`;
  if (compare(dag, vandaag) <= 0)
    return `--op ${dag}: een opzegging die vandaag geregistreerd wordt, eindigt het protocol ten vroegste morgen`;
  if (grond === 'opzegging' && ja && !op && compare(ontvangen, vandaag) < 0)
    return `--ontvangen ${ontvangen} ligt voor vandaag: het protocol eindigt dan op ${dag}. Wie --ja zegt, noemt die dag: --op ${dag}`;
  return undefined;
}

/** What the operator must see of a receipt before he confirms the day that follows from it. */
function ontvangst({ ontvangen, op }: Stopzetting, vandaag: Temporal.PlainDate): string[] {
  if (ontvangen === undefined) return [];
  const { days } = vandaag.since(ontvangen, { largestUnit: 'days' });
  const geleden = days === 0 ? 'vandaag' : `${days} ${days === 1 ? 'dag' : 'dagen'} geleden`;
  return [
    `De andere partij ontving de opzegging op ${dagInWoorden(ontvangen)}, ${geleden}.`,
    `De laatste dag van het protocol is ${dagInWoorden(Temporal.PlainDate.from(op).subtract({ days: 1 }))}.`,
  ];
}

function inWoorden(stop: Stopzetting, vandaag: Temporal.PlainDate): string {
  const { op, door, reden } = stop;
  const sinds = Temporal.PlainDate.compare(op, vandaag) <= 0 ? 'sinds' : 'vanaf';
  return `${eindeInWoorden(stop)} ${sinds} ${op} door ${door} (${reden})`;
}
