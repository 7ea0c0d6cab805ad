import { type RawBuilder, sql } from 'kysely';
import { bewaargrens, laatsteDagSql } from '../register/index.ts';

/**
 * Class information is kept until a year after the enrolment under which a pupil sat in the class (S2 art.
 * 3). Another class, another school or a school that stops changes nothing to that. The act gives the term,
 * so it is no setting.
 */
export const BEWARING_KLAS = Temporal.Duration.from({ years: 1 });

/**
 * Whether a pupil's time in a class has lasted its term. The term runs from the end of the latest enrolment
 * in that school that overlaps his time in the class. Without one, it runs from his last day in the class, or
 * from his first day if there is no last one. An enrolment that doesn't count, or that nobody confirmed, ends
 * on its first day.
 * @param rij the alias of a row with `klas_id`, `van` and `tot`
 */
export function isVerlopenKlas(
  rij: string,
  leerling: RawBuilder<unknown>,
  vandaag: Temporal.PlainDate,
): RawBuilder<boolean> {
  const kolom = (naam: string) => sql.ref(`${rij}.${naam}`);
  const [van, tot] = [kolom('van'), kolom('tot')];
  return sql<boolean>`coalesce((
      select max(${laatsteDagSql('i')})
      from inschrijvingen i join klassen k on k.instellingsnummer = i.instellingsnummer
      where i.leerling_id = ${leerling} and k.id = ${kolom('klas_id')}
        and daterange(i.van, i.tot, '[]') && daterange(${van}, ${tot}, '[]')
    ), ${tot}, ${van}) < ${bewaargrens(vandaag, BEWARING_KLAS).toString()}::date`;
}
