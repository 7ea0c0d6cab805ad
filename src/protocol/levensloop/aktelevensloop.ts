import type { Geldigheid } from '../geldigheid.ts';
import type { Protocol } from '../schema/schema.ts';
import { isGestopt, type Stopzetting } from '../stopzetting.ts';
import { type Akteneinde, eindeDoorTermijn, eindeVan } from './einde.ts';
import { type Opvolger, opVolgorde } from './opvolging.ts';
import type { Versietekst } from './versietekst.ts';

/**
 * Where a text stands in its life.
 * - `ontwerp`: not signed by each party, or without the advice that it needs
 * - `getekend`: signed, and waits for its day
 * - `in_werking`, `opgezegd`: in force today, the latter until a day that is known
 * - `vervangen`: another text of the same act took over
 * - `geëindigd`: the act ended, or this text's last day is past
 * - `gesloten`: signed, and something is wrong with it now. Nothing leaves until that is mended
 */
export type Fase = 'ontwerp' | 'getekend' | 'in_werking' | 'opgezegd' | 'vervangen' | 'geëindigd' | 'gesloten';

/** One text of an act, as it stands today. */
export interface Versiestand {
  hash: string;
  protocol: Protocol;
  fase: Fase;
  /** Its first day. Undefined for a draft. */
  begint: Temporal.PlainDate | undefined;
  /** The first day on which it no longer holds, past or to come. Undefined while no end is known. */
  eindigt: Temporal.PlainDate | undefined;
  /** Whether it opens anything today, and otherwise why not. Door, pages, mails and commands go by this. */
  geldigheid: Geldigheid;
}

/** What will happen to an act, as far as is known today. */
export interface Vooruitzicht {
  dag: Temporal.PlainDate;
  wat: 'begint' | 'wordt_vervangen' | 'eindigt';
  /** The text that begins, takes over or ends. */
  hash: string;
}

/** The whole life of one act, as far as is known today. Days are Belgian days. */
export interface Levensloop {
  naam: string;
  /** Each text: signed ones in the order in which they hold, drafts behind them. */
  versies: readonly Versiestand[];
  /** The text that is in force today. */
  nu: Versiestand | undefined;
  /** The text that tells about the act: the one in force, or the last one that was, or the first to come. */
  tekst: Versiestand | undefined;
  /** The notice that was given, whether its term is over or not. */
  opzegging: Akteneinde | undefined;
  /** The end of the act, past or known to come. After it comes nothing: who goes on signs under another name. */
  einde: Akteneinde | undefined;
  isVoorbij: boolean;
  /** What comes, the earliest first. */
  komt: readonly Vooruitzicht[];
}

export interface Levensfeiten {
  naam: string;
  teksten: readonly Versietekst[];
  /** The earliest stop of the act. A stop ends each of its texts. */
  stopzetting: Stopzetting | undefined;
  vandaag: Temporal.PlainDate;
}

/**
 * The life of an act, from its texts and its stop. Once a text was in force anywhere, no older one comes back:
 * a newer file that is broken or gone shuts the door.
 * docs/keuzes/levensloop.md#a-text-takes-over-on-its-day-and-the-older-one-never-comes-back
 */
export function levensloop(feiten: Levensfeiten): Levensloop {
  const { naam, teksten, stopzetting, vandaag } = feiten;
  const volgorde = opVolgorde(teksten);
  const keten = volgorde.filter(({ bezwaar }) => !bezwaar).map(({ tekst }) => tekst);
  const einde = eindeVan(keten.at(-1)?.protocol, stopzetting);
  const ontwerpen = teksten.filter(({ aanvang }) => !aanvang).map((tekst) => ontwerpstand(tekst, feiten));
  const versies = [...volgorde.map((een) => stand(een, keten, feiten, einde)), ...ontwerpen];
  const nu = versies.findLast(({ geldigheid }) => geldigheid.in_werking);
  return {
    naam,
    versies,
    nu,
    tekst: nu ?? verteller(versies, vandaag),
    opzegging: stopzetting?.grond === 'opzegging' ? eindeVan(undefined, stopzetting) : undefined,
    einde,
    isVoorbij: einde !== undefined && !isNa(einde.vanaf, vandaag),
    komt: vooruitzichten(versies, einde, vandaag),
  };
}

function stand(
  { tekst, bezwaar }: Opvolger,
  keten: readonly Versietekst[],
  feiten: Levensfeiten,
  einde: Akteneinde | undefined,
): Versiestand {
  const { hash, protocol, aanvang } = tekst;
  const volgende = bezwaar ? undefined : keten[keten.indexOf(tekst) + 1];
  const begin = aanvang?.dag;
  const dagen = [eindeDoorTermijn(protocol)?.vanaf, volgende?.aanvang?.dag, einde?.vanaf].flatMap((dag) => dag ?? []);
  const eindigt = dagen.toSorted(Temporal.PlainDate.compare)[0];
  return { hash, protocol, begint: begin, eindigt, ...oordeel(tekst, bezwaar, keten, feiten) };
}

/** The phase of a signed text, with the reason where it opens nothing. */
function oordeel(
  tekst: Versietekst,
  bezwaar: string | undefined,
  keten: readonly Versietekst[],
  { stopzetting, vandaag }: Levensfeiten,
): Pick<Versiestand, 'fase' | 'geldigheid'> {
  const { geldigheid = NIET_IN_DE_MAP } = tekst;
  const isOpgezegd = stopzetting?.grond === 'opzegging';
  const opvolger = bezwaar ? undefined : keten.slice(keten.indexOf(tekst) + 1).findLast(isOvergenomen);
  if (opvolger) return { fase: 'vervangen', geldigheid: vervangen(opvolger) };
  if (isGestopt(stopzetting, vandaag)) return { fase: 'geëindigd', geldigheid: gestopt(geldigheid, stopzetting) };
  const termijn = eindeDoorTermijn(tekst.protocol);
  if (termijn && !isNa(termijn.vanaf, vandaag)) return { fase: 'geëindigd', geldigheid };
  if (bezwaar) return { fase: 'gesloten', geldigheid: { in_werking: false, reden: 'geen_opvolger', uitleg: bezwaar } };
  if (geldigheid.in_werking) return { fase: isOpgezegd ? 'opgezegd' : 'in_werking', geldigheid };
  return { fase: isNogTeBeginnen(tekst, vandaag) ? 'getekend' : 'gesloten', geldigheid };
}

function ontwerpstand(
  { hash, protocol, geldigheid = NIET_IN_DE_MAP }: Versietekst,
  { stopzetting, vandaag }: Levensfeiten,
) {
  const fase: Fase = isGestopt(stopzetting, vandaag) ? 'geëindigd' : 'ontwerp';
  return { hash, protocol, fase, begint: undefined, eindigt: undefined, geldigheid };
}

/** Whether this text holds or held, here or on another node. */
function isOvergenomen({ gezien, geldigheid }: Versietekst): boolean {
  return gezien !== undefined || geldigheid?.in_werking === true;
}

/** Its day is to come, or a signature bears a later date than today. */
function isNogTeBeginnen({ aanvang, geldigheid }: Versietekst, vandaag: Temporal.PlainDate): boolean {
  if (!aanvang || !geldigheid || geldigheid.in_werking) return false;
  return isNa(aanvang.dag, vandaag) || WACHT.includes(geldigheid.reden);
}

const WACHT: readonly string[] = ['nog_niet_in_werking', 'handtekening_ontbreekt', 'dpo_advies_ontbreekt'];

const NIET_IN_DE_MAP: Geldigheid = {
  in_werking: false,
  reden: 'bestand_ongeldig',
  uitleg: 'deze tekst staat niet in de map, en een vroegere komt niet terug',
};

function vervangen({ hash, aanvang }: Versietekst): Geldigheid {
  return { in_werking: false, reden: 'vervangen', uitleg: `vervangen op ${aanvang?.dag} door ${hash}` };
}

function gestopt(geldigheid: Geldigheid, { op, door, reden }: Stopzetting): Geldigheid {
  if (!geldigheid.in_werking && geldigheid.reden === 'stopgezet') return geldigheid;
  return { in_werking: false, reden: 'stopgezet', uitleg: `geëindigd op ${op} door ${door}: ${reden}` };
}

/** Where none is in force: the last text that began, otherwise the first one that will. */
function verteller(versies: readonly Versiestand[], vandaag: Temporal.PlainDate): Versiestand | undefined {
  const ernstig = versies.filter(({ begint, geldigheid }) => begint && !isGeweigerd(geldigheid));
  return ernstig.findLast(({ begint }) => begint && !isNa(begint, vandaag)) ?? ernstig[0] ?? versies[0];
}

function isGeweigerd(geldigheid: Geldigheid): boolean {
  return !geldigheid.in_werking && geldigheid.reden === 'geen_opvolger';
}

function vooruitzichten(
  versies: readonly Versiestand[],
  einde: Akteneinde | undefined,
  vandaag: Temporal.PlainDate,
): Vooruitzicht[] {
  const levend = versies.filter(({ fase }) => ['getekend', 'in_werking', 'opgezegd'].includes(fase));
  const voor = (dag: Temporal.PlainDate) => !einde || isNa(einde.vanaf, dag);
  const begin = levend.flatMap(({ fase, begint, hash }, plaats): Vooruitzicht[] => {
    if (fase !== 'getekend' || !begint || !voor(begint)) return [];
    return [{ dag: begint, wat: plaats === 0 ? 'begint' : 'wordt_vervangen', hash }];
  });
  const laatste = levend.findLast(({ begint }) => begint && voor(begint));
  const slot: Vooruitzicht[] =
    einde && laatste && isNa(einde.vanaf, vandaag) ? [{ dag: einde.vanaf, wat: 'eindigt', hash: laatste.hash }] : [];
  return [...begin, ...slot].toSorted((een, ander) => Temporal.PlainDate.compare(een.dag, ander.dag));
}

function isNa(dag: Temporal.PlainDate, vandaag: Temporal.PlainDate): boolean {
  return Temporal.PlainDate.compare(dag, vandaag) > 0;
}
