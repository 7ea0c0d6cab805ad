import { type RawBuilder, sql } from 'kysely';

/**
 * Whether a line is about the very pupil to whom its key leads. A key can be mistyped, or be copied from
 * somebody's letter. So what the line says about the pupil has to match. An unknown value matches nothing.
 * All of these are SQL over a line `p` and a row `l` of leerlingen.
 */

/** The name without accents. Hyphens, points and apostrophes become spaces. */
const kaal = (naam: RawBuilder<unknown>) =>
  sql`regexp_replace(regexp_replace(normalize(lower(${naam}), NFKD), '[\\u0300-\\u036f]', '', 'g'), '[\\s''’.-]+', ' ', 'g')`;

/** The names are the same, or one of them has further names behind it. */
const gelijkend = (een: RawBuilder<unknown>, ander: RawBuilder<unknown>) =>
  sql`(${kaal(een)} = ${kaal(ander)} or starts_with(${kaal(een)}, ${kaal(ander)} || ' ')
    or starts_with(${kaal(ander)}, ${kaal(een)} || ' '))`;

const zelfdeGeboorte = (l: string, p: string) => sql`coalesce((${geboorte(l)}) = (${geboorte(p)}), false)`;
const geboorte = (rij: string) =>
  sql.join(['geboortejaar', 'geboortemaand', 'geboortedag'].map((kolom) => sql.ref(`${rij}.${kolom}`)));

/**
 * Whether it is another person. When the first names agree, the family name or the birth date has to agree as
 * well. When they don't, it is another person, at the closest a twin.
 * docs/keuzes/wie-is-wie.md#one-school-is-an-attacker
 */
export function isAnders(l: string, p: string): RawBuilder<boolean> {
  const [lv, ln, pv, pn] = [`${l}.voornaam`, `${l}.naam`, `${p}.voornaam`, `${p}.naam`].map((naam) =>
    sql.ref(naam),
  ) as [RawBuilder<unknown>, RawBuilder<unknown>, RawBuilder<unknown>, RawBuilder<unknown>];
  // The first line nearly always gives the answer, and costs least.
  return sql<boolean>`(case
    when lower(${lv}) = lower(${pv}) and (lower(${ln}) = lower(${pn}) or ${zelfdeGeboorte(l, p)}) then false
    when ${gelijkend(lv, pv)} then not (${gelijkend(ln, pn)} or ${zelfdeGeboorte(l, p)})
    else true end)`;
}

/**
 * The first name stands in the place of the family name, and the family name in the place of the first name.
 */
export function isVerwisseld(l: string, p: string): RawBuilder<boolean> {
  const gelijk = (een: string, ander: string) => gelijkend(sql.ref(`${l}.${een}`), sql.ref(`${p}.${ander}`));
  return sql<boolean>`(${zelfdeGeboorte(l, p)} and ${gelijk('voornaam', 'naam')} and ${gelijk('naam', 'voornaam')})`;
}

/**
 * A school corrects the first name of its own pupil. The family name is the same, or the two names were
 * swapped. The birth date is the same. The stamnummer is the pupil's there, and no other school has the pupil
 * now. A twin has a stamnummer of its own. `any(array[…])` keeps the planner to the index on `leerling_id`:
 * otherwise it would hash all enrolments.
 */
export function verbetertVoornaam(l: string, p: string, peildatum: string): RawBuilder<boolean> {
  const kolom = (naam: string) => sql.ref(naam);
  return sql<boolean>`((${isVerwisseld(l, p)}
      or ${zelfdeGeboorte(l, p)} and ${gelijkend(kolom(`${l}.naam`), kolom(`${p}.naam`))})
    and exists (select from inschrijvingen e where e.leerling_id = any(array[${kolom(`${l}.id`)}])
      and e.onbevestigd_sinds is null and (e.instellingsnummer, e.stamnummer) = (${kolom(`${p}.instellingsnummer`)}, ${kolom(`${p}.stamnummer`)}))
    and not exists (select from inschrijvingen e where e.leerling_id = any(array[${kolom(`${l}.id`)}])
      and e.instellingsnummer <> ${kolom(`${p}.instellingsnummer`)} and (e.tot is null or e.tot >= ${peildatum}::date)))`;
}

/** What a line says about its pupil, and which school says it. See migration 019. */
export function gezegd(p: string): RawBuilder<string> {
  const velden = ['voornaam', 'naam', 'geboortejaar', 'geboortemaand', 'geboortedag', 'instellingsnummer'];
  return sql<string>`encode(sha256(convert_to(jsonb_build_array(${sql.join(
    velden.map((veld) => sql.ref(`${p}.${veld}`)),
  )})::text, 'UTF8')), 'hex')`;
}

/** Whether the operator said that this line is about this pupil. See koppel_twijfel.ts. */
export function isAanvaard(leerling: RawBuilder<unknown>, p: string): RawBuilder<boolean> {
  return sql<boolean>`exists (select from aanvaardingen a
    where a.leerling_id = any(array[${leerling}]) and a.gezegd = ${gezegd(p)})`;
}

/**
 * The first name and a known birth date are the same. That is enough to believe that a BIS number became a
 * number of the National Register.
 */
export function isZelfde(l: string, p: string): RawBuilder<boolean> {
  return sql<boolean>`(${gelijkend(sql.ref(`${l}.voornaam`), sql.ref(`${p}.voornaam`))} and ${zelfdeGeboorte(l, p)})`;
}
