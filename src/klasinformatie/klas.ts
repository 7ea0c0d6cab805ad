import type { Klok } from '../klok.ts';
import type { Akte } from '../protocol/index.ts';
import {
  bundelopdracht,
  type Database,
  jsonSql,
  kolom,
  type RijVan,
  vraagGebundeld,
  vraagSamen,
} from '../store/index.ts';
import { wieMag } from '../wie/index.ts';

const KLAS = {
  instellingsnummer: kolom<string>('k.instellingsnummer'),
  klas: kolom<string>('k.klas'),
  subklas: kolom<string | null>('k.subklas'),
};

/** In which capacity a school's agreement counts, as SQL. */
const BEVOEGDEN = wieMag('klassen_delen')
  .map((wie) => `'${wie}'`)
  .join(', ');

/**
 * `offset 0` keeps the planner at the few schools of a pupil. Without statistics it would read all
 * agreements, once for each pupil.
 */
const LEES = bundelopdracht({
  vraag: { leerling: 'uuid', dag: 'date', protocol: 'text', hash: 'text', sinds: 'timestamptz', nu: 'timestamptz' },
  antwoord: (v) => ({
    klassen: kolom<RijVan<typeof KLAS>[]>(`array(
      select ${jsonSql(KLAS)}
      from klastoewijzingen t join klassen k on k.id = t.klas_id join scholen s using (instellingsnummer)
      where t.leerling_id = ${v.leerling} and t.van <= ${v.dag} and (t.tot is null or t.tot >= ${v.dag}) and s.erkend
        and exists (select from akkoordverklaringen a where a.instellingsnummer = k.instellingsnummer
          and (a.protocol, a.protocol_hash) = (${v.protocol}, ${v.hash}) and a.door in (${BEVOEGDEN})
          and a.gestopt_op is null and a.verklaard_op between ${v.sinds} and ${v.nu} offset 0)
      order by k.instellingsnummer, k.klas, k.subklas)`),
  }),
  sql: ({ vragen, v, kolommen }) => `select ${v.i}, ${kolommen} from ${vragen}`,
});

/**
 * The classes in which a pupil sits today. Only of schools that are recognised today and agree with the very
 * text of the act that is in force (S2 art. 3, 4 and 12). The statement that reads the classes reads the
 * agreement too, so a school's word counts at once on every node. An agreement of before the act was signed
 * does not count.
 */
export async function leesKlassen(db: Database, klok: Klok, leerling: string, akte: Akte) {
  const rij = await vraagGebundeld(db, LEES, { leerling, ...onder(klok, akte) });
  return rij?.klassen ?? [];
}

/** The same of many pupils, in one statement. By `leerlingen.id`. */
export async function leesKlassenVan(db: Database, klok: Klok, leerlingen: readonly string[], akte: Akte) {
  const grond = onder(klok, akte);
  const rijen = await vraagSamen(
    db,
    LEES,
    leerlingen.map((leerling) => ({ leerling, ...grond })),
  );
  return new Map(leerlingen.map((leerling, plaats) => [leerling, rijen[plaats]?.klassen ?? []]));
}

function onder(klok: Klok, { protocol: { protocol }, hash, sinds }: Akte) {
  return { dag: klok.vandaag().toString(), protocol, hash, sinds: sinds.toString(), nu: klok.nu().toString() };
}
