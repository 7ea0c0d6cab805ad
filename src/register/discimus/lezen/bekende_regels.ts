import { Writable } from 'node:stream';
import { type RawBuilder, sql } from 'kysely';
import type { Laadverbinding } from '../../../store/index.ts';
import { LENGTE, Vingerafdrukken } from './vingerafdrukken.ts';

/**
 * Whether the load recognises the line of enrolment `i` by its fingerprint. The line of an enrolment that
 * ended a year ago is not looked for any more. It is then read again, as if it were new.
 */
export function isGevolgd(peildatum: string): RawBuilder<boolean> {
  return sql`i.bron is not null and (i.tot is null or i.tot >= date ${sql.lit(peildatum)} - 365)`;
}

/** The lines of the loads before, as far as they are followed. */
export async function leesBekende({ db, kopieerUit }: Laadverbinding, peildatum: string): Promise<Vingerafdrukken> {
  const bekende = sql`from inschrijvingen i where ${isGevolgd(peildatum)}`;
  const { rows } = await sql<{ n: number }>`select count(*)::int as n ${bekende}`.execute(db);
  const afdrukken = new Vingerafdrukken(rows[0]?.n ?? 0);
  await kopieerUit(sql`select encode(bron, 'hex') ${bekende}`.compile(db).sql, leesAfdrukken(afdrukken));
  return afdrukken;
}

/** Takes fingerprints in hexadecimal, one on each line. A piece may end in the middle of one. */
function leesAfdrukken(afdrukken: Vingerafdrukken): Writable {
  const lijn = 2 * LENGTE + 1;
  let rest: Buffer = Buffer.alloc(0);
  return new Writable({
    write(brok: Buffer, _, klaar) {
      rest = rest.length ? Buffer.concat([rest, brok]) : brok;
      let plaats = 0;
      for (; plaats + lijn <= rest.length; plaats += lijn)
        afdrukken.voegToe(Buffer.from(rest.toString('latin1', plaats, plaats + lijn - 1), 'hex').toString('latin1'));
      rest = rest.subarray(plaats);
      klaar();
    },
  });
}
