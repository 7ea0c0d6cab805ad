import { type Klok, machinetijd } from '../../klok.ts';
import { bundelopdracht, type Database, vraagGebundeld, WACHT_NIET } from '../../store/index.ts';
import type { Pogingtelling } from './tel_pogingen.ts';

/** A hash that replaces another one of the same password. */
export interface Herhashing {
  gebruikersnaam: string;
  oude_hash: string;
  nieuwe_hash: string;
}

/**
 * All that is written after a right password or code. A question fills in what it has.
 *
 * - The account's sign-in is noted. This uses an array, because with a join the planner would read all
 *   accounts.
 * - The try is given back. A known device gets an empty bucket: one whose window is over. From the other
 *   bucket, only this one try goes back. Emptying it would give a stranger who is guessing meanwhile 20 new
 *   tries. A window that is over stays as it is: the next try begins a new one.
 * - The new hash replaces the old one, if that is still there. A new password that was chosen meanwhile stays.
 *
 * A sign-in must not wait for a load or an erasure. So an account or a user name that is locked is skipped:
 * then the sign-in is not noted, and the hash is replaced the next time. Whoever waits for buckets takes them
 * in the order of their keys (`tel_pogingen.ts`). They go first, so that whoever waits for one holds nothing
 * else.
 */
const SCHRIJF = bundelopdracht({
  vraag: {
    account: 'uuid?',
    moment: 'timestamptz?',
    emmer: 'text?',
    bekend: 'boolean?',
    nu: 'bigint',
    gebruikersnaam: 'text?',
    oude_hash: 'text?',
    nieuwe_hash: 'text?',
  },
  sql: ({ vragen }) => `
    with v as materialized (select v.* from ${vragen} ${WACHT_NIET}),
    terug as (
      select emmer, bekend, count(*)::int as aantal, max(nu) as nu from v where emmer is not null group by emmer, bekend),
    vast as materialized (
      select key from aanmeldpogingen where key = any(array(select emmer from terug)) order by key for update),
    herhasht as (
      update aanmeldmiddelen m set wachtwoord_hash = v.nieuwe_hash from v
      where m.id = any(array(
          select id from aanmeldmiddelen
          where gebruikersnaam = any(array(select gebruikersnaam from v where nieuwe_hash is not null))
          order by id for no key update skip locked))
        and m.gebruikersnaam = v.gebruikersnaam and m.wachtwoord_hash = v.oude_hash),
    genoteerd as (
      update accounts a set laatst_aangemeld_op = (select max(moment) from v where v.account = a.account_uuid)
      where a.account_uuid = any(array(
        select account_uuid from accounts where account_uuid = any(array(select account from v))
        order by account_uuid for no key update skip locked)))
    update aanmeldpogingen e set
      points = case when terug.bekend then 0 else e.points - terug.aantal end,
      expire = case when terug.bekend then 0 else e.expire end
    from terug where e.key = any(array(select key from vast)) and e.key = terug.emmer and e.expire > terug.nu`,
});

/**
 * Notes that somebody signed in: from this moment runs the term of an account that nobody uses (S0 art. 3).
 * Gives his try back, and replaces an old hash, where he has them.
 */
export async function noteerAanmelding(
  { db, klok }: { db: Database; klok: Klok },
  account: string,
  erbij: Partial<Pogingtelling & Herhashing> = {},
): Promise<void> {
  await vraagGebundeld(db, SCHRIJF, { account, moment: klok.nu().toString(), nu: machinetijd(), ...erbij });
}

/** Takes back a try that was right. */
export async function geefTerug(db: Database, { emmer, bekend }: Pogingtelling): Promise<void> {
  await vraagGebundeld(db, SCHRIJF, { emmer, bekend, nu: machinetijd() });
}
