import { type Kysely, sql } from 'kysely';
import { parse } from 'yaml';
import { z } from 'zod';

const partijen = z.looseObject({
  partijen: z.array(
    z.looseObject({
      id: z.string(),
      rol: z.string().optional(),
      kbo: z.string().nullish(),
      vestigingseenheid: z.string().nullish(),
    }),
  ),
  ontvangers: z.looseObject({ categorieen: z.array(z.looseObject({ verwerker_van: z.string().optional() })) }),
});

/**
 * What was open before migration 030 belongs to the party of its act, where one alone can receive under that act. What was shut by then, or may
 * be of several, stays nobody's until an operator hands it over: such a row is a first one with a reason, and what was made visible
 * before it is not for the new party either.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql
    .raw(`
lock table open_toepassingen, clienthouders in share row exclusive mode;
alter table clienthouders drop constraint clienthouders_check, add check (reden is not null or nummer = 1);
create or replace function zichtbaarheid_van_deze_houder() returns trigger language plpgsql as $$
begin
  if exists (select from clienthouders h where h.client_id = new.client_id and h.reden is not null and h.sinds > new.sinds) then
    return null;
  end if;
  return new;
end $$;`)
    .execute(db);
  const { rows } = await sql<{ client_id: string; bytes: Buffer }>`
    select o.client_id, v.bytes from open_toepassingen o join protocolversies v on v.hash = o.protocol_hash
    where not exists (select from clienthouders h where h.client_id = o.client_id)`.execute(db);
  for (const { client_id, bytes } of rows) {
    const houder = enigeOntvanger(bytes);
    if (!houder) continue;
    const { id, kbo = null, vestigingseenheid = null } = houder;
    await sql`insert into clienthouders (client_id, nummer, partij, kbo, vestigingseenheid, sinds)
      select client_id, 1, ${id}, ${kbo}, ${vestigingseenheid}, geopend_op from open_toepassingen where client_id = ${client_id}`.execute(
      db,
    );
    await sql`update open_toepassingen set houder = 1 where client_id = ${client_id}`.execute(db);
  }
}

/** The party that receives, or that has a recipient work for it: the row does not tell which recipient it was. */
function enigeOntvanger(bytes: Buffer) {
  const akte = leesAkte(bytes);
  const namen = new Set([
    ...(akte?.partijen ?? []).flatMap(({ id, rol }) => (rol === 'ontvanger' ? id : [])),
    ...(akte?.ontvangers.categorieen ?? []).flatMap(({ verwerker_van }) => verwerker_van ?? []),
  ]);
  return namen.size === 1 ? akte?.partijen.find(({ id }) => namen.has(id)) : undefined;
}

/** As far as an act of any age can be read. */
function leesAkte(bytes: Buffer) {
  try {
    return partijen.safeParse(parse(bytes.toString())).data;
  } catch {
    return undefined;
  }
}
