import { kolom } from '../../store/index.ts';
import { BEKEND_TOESTEL, ONBEKEND_TOESTEL, type Rem } from './remmen.ts';

/** What a question about a try brings for the count: its buckets, and the machine's time in milliseconds. */
export const TELVRAAG = { toestel: 'text', account: 'text', niemand: 'text', nu: 'bigint' } as const;

/** How a try was counted, as the answer to its question. */
export const TELLING = {
  /** When false, treat any password or code as wrong, with the same work. */
  mag: kolom<boolean>('geteld.mag'),
  emmer: kolom<string>('geteld.emmer'),
  bekend: kolom<boolean>('geteld.bekend'),
};

/** A try that was counted, to give it back. */
export interface Pogingtelling {
  emmer: string;
  /** Whether the account knows the device. */
  bekend: boolean;
}

const naarToestel = (maat: (rem: Rem) => number) =>
  `case when bekend then ${maat(BEKEND_TOESTEL)} else ${maat(ONBEKEND_TOESTEL)} end`;

/**
 * Counts tries in the statement that looks up whose they are. It needs two tables before it: `v` with the
 * questions, and `gezocht` with, for each of them, whether somebody has that name (`bestaat`) and whether he
 * knows the device (`bekend`). It gives `geteld`, with a row for each question.
 *
 * A row that is inserted or changed is locked, so tries at the same moment can't escape the count, whichever
 * node they come to. Tries at one bucket in one statement each get a number of their own. Buckets are taken
 * in the order of their keys, so that two statements never wait for each other. Cleaning up takes them in no
 * order, and waits for none.
 * docs/keuzes/aanmelden.md#a-try-to-sign-in-is-looked-up-and-counted-by-one-statement
 */
export const TEL_POGINGEN = `
  poging as materialized (
    select i, gezocht.bekend, case when not gezocht.bestaat then v.niemand when gezocht.bekend then v.toestel else v.account end as emmer
    from v join gezocht using (i)),
  per_emmer as materialized (
    select emmer, bekend, count(*)::int as aantal from poging group by emmer, bekend),
  moment as materialized (select max(nu) as nu from v),
  stand as (
    insert into aanmeldpogingen as emmer (key, points, expire)
    select emmer, aantal, nu + ${naarToestel(({ seconden }) => seconden * 1000)} from per_emmer, moment order by emmer
    on conflict (key) do update set
      points = case when emmer.expire <= (select nu from moment) then excluded.points else emmer.points + excluded.points end,
      expire = case when emmer.expire <= (select nu from moment) then excluded.expire else emmer.expire end
    returning key, points),
  geteld as (
    select i, emmer, bekend,
      points - aantal + row_number() over (partition by emmer order by i) <= ${naarToestel(({ pogingen }) => pogingen)} as mag
    from poging join per_emmer using (emmer, bekend) join stand on key = emmer)`;
