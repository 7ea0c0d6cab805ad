import { randomBytes } from 'node:crypto';
import { type Kysely, sql } from 'kysely';

/**
 * Adapted curriculum and the class for newcomers go, and every trace of them: only the act on the Vlaamse toetsen lists them, for pupils who have
 * a test, and no act lets the register keep them of everybody. The fingerprints were of whole lines; each is replaced by one that no line
 * has, so that the next delivery reads its line as new. What merges remember of the pupil that went forgets them as well.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table leerlingen drop column individueel_aangepast_curriculum, drop column anderstalige_nieuwkomer`.execute(
    db,
  );
  // A column that is dropped stays in the pages of its table until they are written anew.
  await sql`cluster leerlingen using leerlingen_pkey`.execute(db);
  await sql`alter table leerlingen set without cluster`.execute(db);
  await sql`alter table inschrijvingen alter column bron
    type bytea using case when bron is not null then uuid_send(gen_random_uuid()) end`.execute(db);
  const { rows } = await sql<{ id: string; gegevens: Gegevens }>`select id, gegevens from samenvoegingen`.execute(db);
  for (const { id, gegevens } of rows) {
    vergeet(gegevens);
    await sql`update samenvoegingen set gegevens = ${JSON.stringify(gegevens)}::jsonb where id = ${id}`.execute(db);
  }
}

/** Empty once the merge is undone. */
interface Gegevens {
  leerling?: Record<string, unknown>;
  inschrijvingen?: { bron: string | null }[];
  /** Merges into the pupil that went. */
  samenvoegingen?: { gegevens: Gegevens }[];
}

function vergeet({ leerling, inschrijvingen = [], samenvoegingen = [] }: Gegevens): void {
  delete leerling?.individueel_aangepast_curriculum;
  delete leerling?.anderstalige_nieuwkomer;
  for (const inschrijving of inschrijvingen)
    if (inschrijving.bron !== null) inschrijving.bron = `\\x${randomBytes(16).toString('hex')}`;
  for (const eerder of samenvoegingen) vergeet(eerder.gegevens);
}
