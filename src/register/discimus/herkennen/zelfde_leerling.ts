import { type RawBuilder, sql } from 'kysely';

/**
 * Whether a line speaks of the very pupil that its key leads to. A key can be mistyped, or be taken from
 * somebody's letter. So what the line says of the pupil has to fit, and what is not known fits nothing. All are
 * SQL over a line `p` and a row `l` of leerlingen.
 */

/** Letters without accents; hyphens, points and apostrophes are spaces. */
const kaal = (naam: RawBuilder<unknown>) =>
  sql`regexp_replace(regexp_replace(normalize(lower(${naam}), NFKD), '[\\u0300-\\u036f]', '', 'g'), '[\\s''’.-]+', ' ', 'g')`;

/** The same name, or the same with further names behind it. */
const gelijkend = (een: RawBuilder<unknown>, ander: RawBuilder<unknown>) =>
  sql`(${kaal(een)} = ${kaal(ander)} or starts_with(${kaal(een)}, ${kaal(ander)} || ' ')
    or starts_with(${kaal(ander)}, ${kaal(een)} || ' '))`;

const zelfdeGeboorte = (l: string, p: string) => sql`coalesce((${geboorte(l)}) = (${geboorte(p)}), false)`;
const geboorte = (rij: string) =>
  sql.join(['geboortejaar', 'geboortemaand', 'geboortedag'].map((kolom) => sql.ref(`${rij}.${kolom}`)));

/**
 * Whether it is another person. Where the first names agree, the family name or the birth date has to agree as
 * well. Where they don't, it is another person: a twin at the nearest.
 * docs/keuzes/wie-is-wie.md#one-school-is-an-attacker
 */
export function isAnders(l: string, p: string): RawBuilder<boolean> {
  const [lv, ln, pv, pn] = [`${l}.voornaam`, `${l}.naam`, `${p}.voornaam`, `${p}.naam`].map((naam) =>
    sql.ref(naam),
  ) as [RawBuilder<unknown>, RawBuilder<unknown>, RawBuilder<unknown>, RawBuilder<unknown>];
  // The first line answers nearly always, and costs least.
  return sql<boolean>`(case
    when lower(${lv}) = lower(${pv}) and (lower(${ln}) = lower(${pn}) or ${zelfdeGeboorte(l, p)}) then false
    when ${gelijkend(lv, pv)} then not (${gelijkend(ln, pn)} or ${zelfdeGeboorte(l, p)})
    else true end)`;
}

/** The first name stands where the family name should, and the other way round. */
export function isVerwisseld(l: string, p: string): RawBuilder<boolean> {
  const gelijk = (een: string, ander: string) => gelijkend(sql.ref(`${l}.${een}`), sql.ref(`${p}.${ander}`));
  return sql<boolean>`(${zelfdeGeboorte(l, p)} and ${gelijk('voornaam', 'naam')} and ${gelijk('naam', 'voornaam')})`;
}

/**
 * A school corrects the first name of its own pupil. The family name is the same, or the two names changed
 * places; the birth date is the same; the stamnummer is the pupil's there, and no other school has the pupil
 * now. A twin has a stamnummer of its own. `any(array[…])` keeps the planner to the index on `leerling_id`: it
 * would hash all enrolments.
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

/** What a line says of its pupil, and which school says it: see migration 019. */
export function gezegd(p: string): RawBuilder<string> {
  const velden = ['voornaam', 'naam', 'geboortejaar', 'geboortemaand', 'geboortedag', 'instellingsnummer'];
  return sql<string>`encode(sha256(convert_to(jsonb_build_array(${sql.join(
    velden.map((veld) => sql.ref(`${p}.${veld}`)),
  )})::text, 'UTF8')), 'hex')`;
}

/** The operator said that what this line says is of this pupil: see koppel_twijfel.ts. */
export function isAanvaard(leerling: RawBuilder<unknown>, p: string): RawBuilder<boolean> {
  return sql<boolean>`exists (select from aanvaardingen a
    where a.leerling_id = any(array[${leerling}]) and a.gezegd = ${gezegd(p)})`;
}

/**
 * First name and known birth date say the same: enough to believe that a BIS number became one of the National
 * Register.
 */
export function isZelfde(l: string, p: string): RawBuilder<boolean> {
  return sql<boolean>`(${gelijkend(sql.ref(`${l}.voornaam`), sql.ref(`${p}.voornaam`))} and ${zelfdeGeboorte(l, p)})`;
}
