import { sql } from 'kysely';
import { alsLeerling, type Inschrijvingsrij, inschrijvingsrijenSql, type Leerling } from '../../register/index.ts';
import type { Database } from '../../store/index.ts';
import {
  type KeuzeVanSchool,
  type Schoolkeuzes,
  samenwerkendeScholenSql,
  schoolkeuzeSql,
} from '../../toepassingen/index.ts';
import type { Leesmoment } from '../leesmoment.ts';
import type { Selectie } from '../selectie.ts';

/** Before every key. */
export const EERSTE = '00000000-0000-0000-0000-000000000000';

/** Pupils whose key lies after `na`: so many of them, or up to and including one key. */
export type Reeksgrens = { na: string } & ({ hoogstens: number } | { tot: string });

/** What the gate must know of a pupil. */
export interface Gelezene {
  leerling: Leerling;
  keuzes: Schoolkeuzes;
}

export interface Reekslezing {
  /** How many pupils the selection found, whether they can be read or not, and the last of their keys. */
  gevonden: number;
  tot: string | undefined;
  /** In the order of their keys. Blocked pupils and pupils without an account are not among them. */
  leerlingen: Gelezene[];
  begonnen: Leesmoment;
}

type Reeksrij = { sleutel: string } & ((Inschrijvingsrij & KeuzeVanSchool) | { id: null });

/**
 * Reads what the gate must know of the next pupils of a selection, in one statement. The selection is asked again in
 * every part, so a pupil who meanwhile left it, or the register, is no longer found; and the order of keys gives
 * nobody twice.
 */
export async function leesReeks(
  db: Database,
  { leerlingen }: Selectie,
  clientId: string | undefined,
  grens: Reeksgrens,
  begonnen: Leesmoment,
): Promise<Reekslezing> {
  const einde = 'tot' in grens ? sql`and s.id <= ${grens.tot}::uuid` : sql``;
  const aantal = 'hoogstens' in grens ? sql`limit ${grens.hoogstens}` : sql``;
  const { rows } = await sql<Reeksrij>`
    with reeks as materialized (
      select s.id from (${leerlingen}) s where s.id > ${grens.na}::uuid ${einde} group by s.id order by s.id ${aantal}),
    vraag as materialized (select ${clientId ?? null}::text as client, ${begonnen.vandaag.toString()}::date as dag),
    samen as materialized (${SAMEN})
    select reeks.id as sleutel, rij.*, keuze.*
    from vraag cross join reeks
      left join (${sql.raw(inschrijvingsrijenSql('reeks'))}) rij on rij.id = reeks.id
      left join lateral (${KEUZE}) keuze on true
    order by reeks.id`.execute(db);
  const perLeerling = perSleutel(rows);
  return {
    gevonden: perLeerling.length,
    tot: rows.at(-1)?.sleutel,
    leerlingen: perLeerling.flatMap(alsGelezene),
    begonnen,
  };
}

const SAMEN = sql.raw(samenwerkendeScholenSql('(select client from vraag)', '(select dag from vraag)'));
const KEUZE = sql.raw(schoolkeuzeSql('rij.id', 'rij.instellingsnummer', 'vraag.client', 'samen'));

/** Rows of one pupil stand together. */
function perSleutel(rijen: readonly Reeksrij[]): Reeksrij[][] {
  const groepen: Reeksrij[][] = [];
  for (const rij of rijen) {
    const laatste = groepen.at(-1);
    if (laatste?.[0]?.sleutel === rij.sleutel) laatste.push(rij);
    else groepen.push([rij]);
  }
  return groepen;
}

function alsGelezene(rijen: readonly Reeksrij[]): Gelezene[] {
  const [eerste, ...rest] = rijen.filter((rij) => rij.id !== null);
  if (!eerste) return [];
  const eigen = [eerste, ...rest] as const;
  const scholen = (telt: (rij: KeuzeVanSchool) => boolean) =>
    new Set(eigen.flatMap((rij) => (telt(rij) && rij.instellingsnummer !== null ? rij.instellingsnummer : [])));
  return [
    {
      leerling: alsLeerling(eigen),
      keuzes: {
        samenwerkendeScholen: scholen(({ werkt_samen }) => werkt_samen),
        zichtbaarIn: scholen(({ zichtbaar }) => zichtbaar),
      },
    },
  ];
}
