import { sql } from 'kysely';
import type { Database } from '../../../store/index.ts';
import { code, werk } from '../werkruimte/index.ts';

/** Counts lines that were not read, and lines that were read and not applied. Where they are, nothing ends. */
export async function telUitval(trx: Database): Promise<number> {
  await sql`insert into ${werk.ongelezen} (instellingsnummer, stamnummer)
    select instellingsnummer, stamnummer from ${werk.uitval} where bestand = 'inschrijvingen'`.execute(trx);
  const { rows } = await sql<{ n: number }>`
    select (select count(distinct (bestand, regel)) from ${werk.uitval})::int
      + (select count(*) from ${werk.klaar} where reden is not null)::int as n`.execute(trx);
  return rows[0]?.n ?? 0;
}

/** Counts the pupils who are identified, and those whose INSZ changed. */
export async function telBesluiten(trx: Database): Promise<{ geidentificeerd: number; insz_gewijzigd: number }> {
  const { rows } = await sql<{ geidentificeerd: number; insz_gewijzigd: number }>`
    select count(*) filter (where besluit = ${code('identificatie')})::int as geidentificeerd,
      count(*) filter (where besluit = ${code('insz_gewijzigd')})::int as insz_gewijzigd
    from ${werk.personen} where besluit <> ${code('nieuw')}`.execute(trx);
  return rows[0] ?? { geidentificeerd: 0, insz_gewijzigd: 0 };
}
