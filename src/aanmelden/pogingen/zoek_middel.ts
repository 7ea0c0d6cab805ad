import { machinetijd } from '../../klok.ts';
import { bundelopdracht, type Database, kolom, vraagGebundeld, WACHT_NIET } from '../../store/index.ts';
import type { Accountgeneratie } from '../aanmelding.ts';
import type { Emmers } from './remmen.ts';
import { type Pogingtelling, TEL_POGINGEN, TELLING, TELVRAAG } from './tel_pogingen.ts';
import { bewijsSql } from './toestel.ts';

/** Who says that he signs in, and on which device. */
export interface Aanklopper {
  gebruikersnaam: string;
  /** A `toestelkenmerk`. */
  kenmerk: string;
  /** What the device brings. */
  bewijzen: readonly string[];
}

/** A user name that has a password. */
export interface Wachtwoordmiddel extends Accountgeneratie {
  wachtwoord_hash: string;
  geblokkeerd_op: Temporal.Instant | null;
  /** From now on, the proof that this device is known. */
  bewijs: string;
}

const AANKLOPPER = { gebruikersnaam: 'text', kenmerk: 'text', bewijzen: 'text[]' } as const;
const BEWIJS = bewijsSql('v.kenmerk', 'm.wachtwoord_hash');

/** A pupil who has not chosen a password yet is as unknown here as a name that nobody has. */
const VAN_DIE_NAAM = 'm.gebruikersnaam = v.gebruikersnaam and m.wachtwoord_hash is not null';

const ZOEK_EN_TEL = bundelopdracht({
  vraag: { ...AANKLOPPER, ...TELVRAAG },
  antwoord: {
    ...TELLING,
    account_uuid: kolom<string | null>('account_uuid'),
    aanmeldgeneratie: kolom<string>('aanmeldgeneratie'),
    wachtwoord_hash: kolom<string>('wachtwoord_hash'),
    geblokkeerd_op: kolom<Temporal.Instant | null>('geblokkeerd_op'),
    bewijs: kolom<string>('bewijs'),
  },
  sql: ({ vragen, kolommen }) => `
    with v as materialized (select v.* from ${vragen} ${WACHT_NIET}),
    gezocht as materialized (
      select v.i, account_uuid is not null as bestaat, coalesce(bewijs = any(v.bewijzen), false) as bekend, middel.*
      from v left join lateral (
        select account_uuid, a.aanmeldgeneratie, m.wachtwoord_hash, l.geblokkeerd_op, ${BEWIJS} as bewijs
        from aanmeldmiddelen m join accounts a using (account_uuid) join leerlingen l on l.id = a.leerling_id
        where ${VAN_DIE_NAAM} limit 1) middel on true),
    ${TEL_POGINGEN}
    select i, ${kolommen} from gezocht join geteld using (i)`,
});

/**
 * Looks up the user name and counts the try, in one statement and before any hash is computed. For a name that
 * nobody has it does the same work, without `middel` in its answer.
 */
export async function zoekEnTel(
  db: Database,
  wie: Aanklopper,
  emmers: Emmers,
): Promise<Pogingtelling & { mag: boolean; middel?: Wachtwoordmiddel }> {
  const gevonden = await vraagGebundeld(db, ZOEK_EN_TEL, { ...wie, ...emmers, nu: machinetijd() });
  if (!gevonden) throw new Error('een poging kreeg geen plaats in een emmer');
  const { mag, emmer, bekend, i: _, account_uuid, ...middel } = gevonden;
  return { mag, emmer, bekend, ...(account_uuid ? { middel: { account_uuid, ...middel } } : {}) };
}

const KEN = bundelopdracht({
  vraag: AANKLOPPER,
  sql: ({ vragen, v }) => `
    select ${v.i} from ${vragen}
    cross join lateral (
      select from aanmeldmiddelen m where ${VAN_DIE_NAAM} and ${BEWIJS} = any(${v.bewijzen}) limit 1) kent`,
});

/** Whether the account knows this device. It counts nothing. */
export async function kentToestel(db: Database, wie: Aanklopper): Promise<boolean> {
  return (await vraagGebundeld(db, KEN, wie)) !== undefined;
}
