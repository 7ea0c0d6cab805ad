import type { InsertType, SelectType, UpdateType } from 'kysely';

/**
 * Names every difference between our types of the tables and those of a real database. `never` when they
 * agree. Ours may be stricter than the database: a few words instead of any text, or a value that must be
 * given.
 */
export type Tabelverschillen<Onze, Echte> =
  | `${Exclude<keyof Onze & string, keyof Echte>}: the database has no such table`
  | `${Exclude<keyof Echte & string, keyof Onze>}: the types have no such table`
  | Samen<{ [T in keyof Onze & keyof Echte & string]: `${T}.${Kolomverschillen<Onze[T], Echte[T]>}` }>;

type Kolomverschillen<Onze, Echte> =
  | `${Exclude<keyof Onze & string, keyof Echte>}: the database has no such column`
  | `${Exclude<keyof Echte & string, keyof Onze>}: the types have no such column`
  | Samen<{ [K in keyof Onze & keyof Echte & string]: `${K}: ${Kolomverschil<Onze[K], Echte[K]>}` }>;

type Kolomverschil<Onze, Echte> =
  | Tenzij<Past<SelectType<Onze>, SelectType<Echte>>, 'another type is read'>
  | Tenzij<Past<InsertType<Onze>, InsertType<Echte>>, 'another type is inserted'>
  | Tenzij<Past<UpdateType<Onze>, UpdateType<Echte>>, 'another type is written'>
  | Tenzij<EvenLeeg<SelectType<Onze>, SelectType<Echte>>, 'only one of the two is nullable'>
  | Tenzij<Impliceert<MagWeg<InsertType<Onze>>, MagWeg<InsertType<Echte>>>, 'may not be left out'>;

type Samen<Per> = Per[keyof Per];
type Tenzij<Goed extends boolean, Fout extends string> = Goed extends true ? never : Fout;
type Past<Onze, Echte> = NonNullable<Onze> extends NonNullable<Echte> ? true : false;
type Impliceert<A, B> = A extends true ? B : true;
type MagWeg<T> = undefined extends T ? true : null extends T ? true : false;
/** JSON is read as `unknown`, which says nothing about null. The insert type says it. */
type EvenLeeg<Onze, Echte> = unknown extends Onze | Echte ? true : Gelijk<KanLeegZijn<Onze>, KanLeegZijn<Echte>>;
type KanLeegZijn<T> = null extends T ? 'ja' : 'nee';
type Gelijk<A, B> = [A] extends [B] ? true : false;
