import { sql } from 'kysely';
import type { Database } from '../../../src/store/index.ts';

interface Toestand {
  accounts: [account: string, leerling: string][];
  leerlingen: [leerling: string, insz: string | null, leer_id: string | null][];
  namen: [naam: string, middel: string, account: string][];
  sleutels: [sleutel: string, leerling: string][];
  gedeeld: string[];
}

/**
 * Checks what the register promised for ever, after each step. It remembers everything that was ever issued,
 * and throws when a promise is broken.
 */
export class Beloften {
  readonly #accounts = new Set<string>();
  readonly #leerIds = new Map<string, string>();
  readonly #middelen = new Map<string, string>();
  readonly #insz = new Map<string, string>();

  async keur(db: Database): Promise<void> {
    const toestand = await lees(db);
    this.#keurAccounts(toestand);
    this.#keurLeerIds(toestand);
    this.#keurNamen(toestand);
    this.#keurSleutels(toestand);
    eis(toestand.gedeeld.length === 0, `stamnummer of two pupils: ${toestand.gedeeld}`);
  }

  #keurAccounts({ accounts }: Toestand): void {
    const nu = new Map(accounts);
    eis(nu.size === accounts.length, 'an account_uuid stands in two places');
    for (const account of nu.keys()) this.#accounts.add(account);
    for (const account of this.#accounts) eis(nu.has(account), `account_uuid ${account} leads to nobody`);
  }

  #keurLeerIds({ leerlingen }: Toestand): void {
    const nu = new Map<string, string>();
    for (const [leerling, insz, leerId] of leerlingen) {
      eis((insz === null) === (leerId === null), 'a leer_id_uuid goes with an INSZ');
      if (leerId) nu.set(leerling, leerId);
    }
    eis(new Set(nu.values()).size === nu.size, 'a leer_id_uuid is shared');
    for (const [leerling, leerId] of this.#leerIds)
      eis(nu.get(leerling) === leerId, `the leer_id_uuid of ${leerling} changed`);
    for (const [leerling, leerId] of nu) this.#leerIds.set(leerling, leerId);
  }

  #keurNamen({ namen, accounts }: Toestand): void {
    const nu = new Map(namen.map(([naam, middel]) => [naam, middel]));
    eis(nu.size === namen.length, 'a user name signs in to two accounts');
    for (const [naam, middel] of nu) {
      eis((this.#middelen.get(naam) ?? middel) === middel, `${naam} is given anew`);
      this.#middelen.set(naam, middel);
    }
    for (const naam of this.#middelen.keys()) eis(nu.has(naam), `${naam} signs in to nothing`);
    const metNaam = new Set(namen.map(([, , account]) => account));
    eis(accounts.length >= metNaam.size, 'an account without pupil');
  }

  /** An INSZ that once led to a leer_id_uuid always does. No key leads to two pupils. */
  #keurSleutels({ sleutels, leerlingen }: Toestand): void {
    const nu = new Map<string, string>();
    for (const [sleutel, leerling] of sleutels) {
      eis((nu.get(sleutel) ?? leerling) === leerling, `${sleutel.slice(0, 30)} leads to two pupils`);
      nu.set(sleutel, leerling);
    }
    for (const [leerling, insz] of leerlingen) if (insz) this.#insz.set(insz, leerling);
    for (const [insz, leerling] of this.#insz)
      eis(nu.get(`insz ${insz}`) === leerling, 'an INSZ leads to another pupil');
  }
}

function eis(waar: boolean, anders: string): void {
  if (!waar) throw new Error(`broken promise: ${anders}`);
}

async function lees(db: Database): Promise<Toestand> {
  const { rows } = await sql<Toestand>`
    select
      (select coalesce(jsonb_agg(jsonb_build_array(account_uuid, leerling_id)), '[]') from (
        select account_uuid, leerling_id from accounts union all
        select account_uuid, leerling_id from historiek_account_uuid)) as accounts,
      (select coalesce(jsonb_agg(jsonb_build_array(id, encode(insz_hash, 'hex'), leer_id_uuid)), '[]') from leerlingen) as leerlingen,
      (select coalesce(jsonb_agg(jsonb_build_array(gebruikersnaam, id, account_uuid)), '[]') from aanmeldmiddelen) as namen,
      (select coalesce(jsonb_agg(jsonb_build_array(sleutel, leerling_id)), '[]') from (
        select 'insz ' || encode(insz_hash, 'hex') as sleutel, id as leerling_id from leerlingen where insz_hash is not null union all
        select 'unieke_persoon ' || unieke_persoon, id from leerlingen where unieke_persoon is not null union all
        select 'geregistreerde_persoon ' || geregistreerde_persoon, id from leerlingen where geregistreerde_persoon is not null union all
        select soort || ' ' || sleutel, leerling_id from vroegere_sleutels)) as sleutels,
      (select coalesce(jsonb_agg(stamnummer), '[]') from (
        select stamnummer from inschrijvingen where stamnummer is not null group by instellingsnummer, stamnummer
        having count(distinct leerling_id) > 1)) as gedeeld`.execute(db);
  return rows[0] as Toestand;
}
