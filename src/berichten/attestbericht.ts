import type { Afbouwplicht, Levensloop } from '../protocol/index.ts';
import type { Aktebericht, Berichtsoort } from './aktebericht.ts';

/** What a recipient has to destroy, and whether a party attested that it did. */
export type Afbouwtaak = Afbouwplicht & { protocol: string; attest: object | undefined };

/** A reminder comes so many days before the last day. */
const VOORAF = 30;
/** An attest that is late is asked for on the day after, and by whoever was away until then. */
const TERUG = 30;

/** Reminders of today: what is still to be attested soon, and what is late. The parties of the act get them. */
export function attestberichten(
  taken: readonly Afbouwtaak[],
  lopen: readonly Levensloop[],
  vandaag: Temporal.PlainDate,
): Aktebericht[] {
  return taken.flatMap((taak) => {
    const akte = lopen.find(({ naam }) => naam === taak.protocol)?.tekst?.protocol;
    const soort = taak.attest ? undefined : soortOp(taak, vandaag);
    if (!akte || !soort) return [];
    const { protocol, ontvanger, bij, uiterlijk } = taak;
    return [
      {
        soort,
        kenmerk: [soort, uiterlijk, ontvanger, bij ?? ''].join(' ').trim(),
        protocol,
        titel: akte.titel,
        partijen: akte.partijen.map(({ id }) => id),
        dag: uiterlijk,
        taak,
      },
    ];
  });
}

function soortOp({ uiterlijk }: Afbouwplicht, vandaag: Temporal.PlainDate): Berichtsoort | undefined {
  const nog = vandaag.until(uiterlijk).days;
  if (nog > VOORAF || nog < -TERUG) return undefined;
  return nog >= 0 ? 'attest_nadert' : 'attest_ontbreekt';
}
