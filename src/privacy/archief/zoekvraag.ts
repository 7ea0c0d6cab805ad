import type { DuckDBValue } from '@duckdb/node-api';
import { type RawBuilder, sql } from 'kysely';

/** What somebody looks for in the log. What is not given is not asked. */
export interface Zoekvraag {
  /** One row. */
  volgnummer?: number | undefined;
  id?: string | undefined;
  /** Of any of these pupils. */
  leerlingen?: readonly string[] | undefined;
  account?: string | undefined;
  client?: string | undefined;
  levering?: string | undefined;
  protocol?: string | undefined;
  /** From this moment. */
  van?: Temporal.Instant | undefined;
  /** Before this moment. */
  tot?: Temporal.Instant | undefined;
}

interface Zoekvoorwaarde {
  /** With `?` for each value. */
  sql: string;
  waarden: readonly string[];
}

function voorwaardenVan(vraag: Zoekvraag): Zoekvoorwaarde[] {
  const { volgnummer, id, leerlingen, account, client, levering, protocol, van, tot } = vraag;
  const gelijk = (kolom: string, soort: string, waarde: string | undefined): Zoekvoorwaarde[] =>
    waarde === undefined ? [] : [{ sql: `r.${kolom} = ?::${soort}`, waarden: [waarde] }];
  const moment = (teken: string, waarde: Temporal.Instant | undefined): Zoekvoorwaarde[] =>
    waarde ? [{ sql: `r.tijdstip ${teken} ?::timestamptz`, waarden: [waarde.toString()] }] : [];
  return [
    ...(leerlingen
      ? [{ sql: `r.leerling_id in (${leerlingen.map(() => '?::uuid').join(', ')})`, waarden: leerlingen }]
      : []),
    ...gelijk('volgnummer', 'bigint', volgnummer?.toString()),
    ...gelijk('id', 'uuid', id),
    ...gelijk('account_uuid', 'uuid', account),
    ...gelijk('client_id', 'text', client),
    ...gelijk('levering_id', 'uuid', levering),
    ...gelijk('protocol', 'text', protocol),
    ...moment('>=', van),
    ...moment('<', tot),
  ];
}

/** For PostgreSQL, about the table `r`. */
export function waarSql(vraag: Zoekvraag): RawBuilder<unknown> {
  const delen = voorwaardenVan(vraag).map(({ sql: tekst, waarden }) => {
    const [begin = '', ...verder] = tekst.split('?');
    return verder.reduce((uit, stuk, i) => sql`${uit}${waarden[i]}${sql.raw(stuk)}`, sql`${sql.raw(begin)}`);
  });
  return delen.length ? sql.join(delen, sql` and `) : sql`true`;
}

/** For DuckDB, about the table `r`. Parameters are numbered from `eerste`. */
export function waarDuckdb(vraag: Zoekvraag, eerste: number): { sql: string; waarden: DuckDBValue[] } {
  const voorwaarden = voorwaardenVan(vraag);
  let nummer = eerste;
  const tekst = voorwaarden.map((een) => een.sql.replaceAll('?', () => `$${nummer++}`)).join(' and ');
  return { sql: tekst || 'true', waarden: voorwaarden.flatMap(({ waarden }) => waarden) };
}

/** Whether rows of a month can be asked for. */
export function kanInMaand({ van, tot }: Zoekvraag, maand: string): boolean {
  const eersteDag = Temporal.PlainYearMonth.from(maand).toPlainDate({ day: 1 });
  const begin = (dag: Temporal.PlainDate) => dag.toZonedDateTime('UTC').toInstant();
  const [eerste, daarna] = [begin(eersteDag), begin(eersteDag.add({ months: 1 }))];
  return (
    (van === undefined || Temporal.Instant.compare(van, daarna) < 0) &&
    (tot === undefined || Temporal.Instant.compare(tot, eerste) > 0)
  );
}
