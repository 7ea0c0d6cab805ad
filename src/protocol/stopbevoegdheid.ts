import { type Stopbericht, vroegste } from './lezen/stopbestand.ts';
import type { Protocol } from './schema/schema.ts';
import type { Stopzetting } from './stopzetting.ts';

type Woord = Pick<Stopzetting, 'op' | 'door' | 'grond' | 'ontvangen'>;

/**
 * Why this word does not end the act, or undefined where it does. The act says who may end it at once, and
 * which events end it by law.
 * docs/keuzes/stopzetten.md#a-stop-needs-no-signature
 */
export function stopbezwaar(protocol: Protocol, woord: Woord): string | undefined {
  const ids = protocol.partijen.map(({ id }) => id);
  if (!ids.includes(woord.door)) return `"${woord.door}" is geen partij bij dit protocol; dat zijn: ${ids.join(', ')}`;
  if (woord.grond === 'opzegging') return opzegbezwaar(protocol, woord);
  return woord.grond === 'sanctie' ? sanctiebezwaar(protocol, woord) : rechtswegebezwaar(protocol, woord);
}

/**
 * The first day on which the act no longer holds. The day on which the other party has the notice is not counted:
 * the term runs from the day after it, and its last day counts whole (Belgian Civil Code, art. 1.7).
 */
export function eindeNaOpzegging(
  { opzegging: { termijn } }: Pick<Protocol, 'opzegging'>,
  ontvangen: string,
): Temporal.PlainDate | undefined {
  return termijn === undefined ? undefined : Temporal.PlainDate.from(ontvangen).add({ days: 1 }).add(termijn);
}

/**
 * The day on which a notice ends the act when somebody registers it today. The next day at the earliest: a term
 * that is already over ends nothing on the day on which LeerID first hears of it.
 * docs/keuzes/levensloop.md#a-notice-ends-nothing-on-the-day-of-its-registration
 */
export function eindeBijRegistratie(
  protocol: Pick<Protocol, 'opzegging'>,
  ontvangen: Temporal.PlainDate,
  vandaag: Temporal.PlainDate,
): Temporal.PlainDate | undefined {
  const einde = eindeNaOpzegging(protocol, ontvangen.toString());
  const morgen = vandaag.add({ days: 1 });
  return einde && Temporal.PlainDate.compare(einde, morgen) < 0 ? morgen : einde;
}

/**
 * Notice with a term, by a party that has that right (S3 and S4 art. 12). Acts without a term do not allow it
 * (S0 to S2).
 */
function opzegbezwaar(protocol: Protocol, { door, op, ontvangen }: Woord): string | undefined {
  const { opzegging, looptijd } = protocol;
  const einde = ontvangen === undefined ? undefined : eindeNaOpzegging(protocol, ontvangen);
  if (!einde || opzegging.door.length === 0)
    return `volgens artikel ${opzegging.artikel} kan niemand dit protocol opzeggen met een termijn`;
  if (!opzegging.door.includes(door))
    return `opzeggen kan volgens artikel ${opzegging.artikel} enkel ${opzegging.door.join(' of ')}`;
  if (ontvangen && looptijd.van && Temporal.PlainDate.compare(ontvangen, looptijd.van) < 0)
    return `op ${ontvangen} was er nog niets om op te zeggen: dit protocol begint op ${looptijd.van}`;
  if (Temporal.PlainDate.compare(op, einde) >= 0) return undefined;
  return `de termijn van artikel ${opzegging.artikel} (${opzegging.termijn}) loopt vanaf ${ontvangen}: het eindigt ten vroegste op ${einde}`;
}

/**
 * Ending at once after a breach, by simple notice (S0 art. 8). Notice with a term is a different right, of
 * other parties.
 */
function sanctiebezwaar({ sanctie, opzegging }: Protocol, { door }: Woord): string | undefined {
  if (sanctie.geldt_voor === 'eigen_school') {
    return `volgens artikel ${sanctie.artikel} stopt een school enkel voor zichzelf: leerid klasinformatie stop <instellingsnummer>`;
  }
  if (sanctie.beeindiging_door.includes(door)) return undefined;
  const kanOpzeggen = opzegging.door.includes(door) && opzegging.termijn !== undefined;
  const opzeggen = kanOpzeggen
    ? `; "${door}" kan opzeggen volgens artikel ${opzegging.artikel}, met een termijn van ${opzegging.termijn}: leerid protocol zegop`
    : '';
  return `meteen beëindigen kan volgens artikel ${sanctie.artikel} enkel ${sanctie.beeindiging_door.join(' of ')}${opzeggen}`;
}

/**
 * Any party may report that the event happened. Where a party stands for many schools, one school can't speak
 * for all.
 */
function rechtswegebezwaar({ einde, partijen }: Protocol, { door, grond }: Woord): string | undefined {
  if (!einde.van_rechtswege.some((een) => een === grond)) {
    return `volgens artikel ${einde.artikel} eindigt dit protocol niet van rechtswege door "${grond}"; wel door: ${einde.van_rechtswege.join(', ')}`;
  }
  const isGroep = partijen.find(({ id }) => id === door)?.ondertekening === 'akkoordverklaring';
  return isGroep
    ? `"${door}" is geen partij alleen: één ervan beëindigt dit protocol niet voor alle andere`
    : undefined;
}

/**
 * Judges the stops that stand in the folder of an act. A stop of a party without the right to it is a fault,
 * like a file that can't be read.
 */
export function keurStops(
  protocol: Protocol,
  { stops, fouten }: Stopbericht,
): { stopzetting: Stopzetting | undefined; fouten: string[] } {
  const gekeurd = stops.map(({ pad, stop }) => ({ pad, stop, bezwaar: stopbezwaar(protocol, stop) }));
  return {
    stopzetting: vroegste(gekeurd.filter(({ bezwaar }) => !bezwaar).map(({ stop }) => stop)),
    fouten: [...fouten, ...gekeurd.flatMap(({ pad, bezwaar }) => (bezwaar ? `${pad}: ${bezwaar}` : []))],
  };
}
