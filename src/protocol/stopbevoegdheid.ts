import type { Stopzetting } from './geldigheid.ts';
import type { Protocol } from './schema.ts';
import { type Stopbericht, vroegste } from './stopbestand.ts';

type Woord = Pick<Stopzetting, 'door' | 'grond'>;

/** Why this word ends nothing: the act says who may end it at once, and by what events it ends by law. */
export function stopbezwaar(protocol: Protocol, woord: Woord): string | undefined {
  const ids = protocol.partijen.map(({ id }) => id);
  if (!ids.includes(woord.door)) return `"${woord.door}" is geen partij bij dit protocol; dat zijn: ${ids.join(', ')}`;
  return woord.grond === 'sanctie' ? sanctiebezwaar(protocol, woord) : rechtswegebezwaar(protocol, woord);
}

/** After a breach, by simple notice (S0 art. 8). Notice with a term is another right, of other parties. */
function sanctiebezwaar({ sanctie, opzegging }: Protocol, { door }: Woord): string | undefined {
  if (sanctie.geldt_voor === 'eigen_school') {
    return `volgens artikel ${sanctie.artikel} stopt een school enkel voor zichzelf: leerid klasinformatie stop <instellingsnummer>`;
  }
  if (sanctie.beeindiging_door.includes(door)) return undefined;
  const opzeggen = opzegging.door.includes(door)
    ? `; "${door}" kan opzeggen volgens artikel ${opzegging.artikel}${opzegging.termijn ? ` (termijn ${opzegging.termijn})` : ''}, maar dat is geen stop`
    : '';
  return `meteen beëindigen kan volgens artikel ${sanctie.artikel} enkel ${sanctie.beeindiging_door.join(' of ')}${opzeggen}`;
}

/** Any party may tell that it happened; of a party that stands for many, one school does not speak for the others. */
function rechtswegebezwaar({ einde, partijen }: Protocol, { door, grond }: Woord): string | undefined {
  if (!einde.van_rechtswege.some((een) => een === grond)) {
    return `volgens artikel ${einde.artikel} eindigt dit protocol niet van rechtswege door "${grond}"; wel door: ${einde.van_rechtswege.join(', ')}`;
  }
  const isGroep = partijen.find(({ id }) => id === door)?.ondertekening === 'akkoordverklaring';
  return isGroep
    ? `"${door}" is geen partij alleen: één ervan beëindigt dit protocol niet voor alle andere`
    : undefined;
}

/** What files say that stand in the folder of an act. A stop of who has no right to it is none, and like one that can't be read. */
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
