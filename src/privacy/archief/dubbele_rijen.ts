import { openDuckdb } from './duckdb.ts';

/** How many rows of an archive file are in one of these other files too. */
export async function telDubbele(pad: string, andere: readonly string[]): Promise<number> {
  const { verbinding, sluit } = await openDuckdb();
  try {
    const lijst = andere.map((_, i) => `$${i + 2}`).join(', ');
    const gelezen = await verbinding.runAndReadAll(
      `select count(*) from read_parquet($1) n where n.plaats in (select plaats from read_parquet([${lijst}]))`,
      [pad, ...andere],
    );
    return Number(gelezen.getRows()[0]?.[0]);
  } finally {
    sluit();
  }
}
