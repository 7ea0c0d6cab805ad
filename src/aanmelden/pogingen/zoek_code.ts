import { machinetijd } from '../../klok.ts';
import { bundelopdracht, type Database, kolom, vraagGebundeld, WACHT_NIET } from '../../store/index.ts';
import type { Kiezer } from '../wachtwoorden/wachtwoordregels.ts';
import type { Emmers } from './remmen.ts';
import { type Pogingtelling, TEL_POGINGEN, TELLING, TELVRAAG } from './tel_pogingen.ts';

/** The code of a user name, and what the password rules need to know of its pupil. */
export interface GevondenCode {
  kiezer: Kiezer;
  middel: string;
  code_hash: Buffer;
  verloopt_op: Temporal.Instant;
  gebruikt_op: Temporal.Instant | null;
  geblokkeerd_op: Temporal.Instant | null;
}

/** Codes are counted as on a device that nobody knows: whoever types one has no password yet. */
const ZOEK_CODE_EN_TEL = bundelopdracht({
  vraag: { gebruikersnaam: 'text', ...TELVRAAG },
  antwoord: {
    ...TELLING,
    middel: kolom<string | null>('middel'),
    code_hash: kolom<Buffer>('code_hash'),
    verloopt_op: kolom<Temporal.Instant>('verloopt_op'),
    gebruikt_op: kolom<Temporal.Instant | null>('gebruikt_op'),
    geblokkeerd_op: kolom<Temporal.Instant | null>('geblokkeerd_op'),
    voornaam: kolom<string>('voornaam'),
    naam: kolom<string>('naam'),
    inschrijvingen: kolom<{ hoofdstructuur: string; school: string }[]>('inschrijvingen'),
  },
  sql: ({ vragen, kolommen }) => `
    with v as materialized (select v.* from ${vragen} ${WACHT_NIET}),
    gezocht as materialized (
      select v.i, middel is not null as bestaat, false as bekend, code.*
      from v left join lateral (
        select m.id as middel, c.code_hash, c.verloopt_op, c.gebruikt_op, l.geblokkeerd_op, l.voornaam, l.naam,
          (select coalesce(json_agg(json_build_object('hoofdstructuur', hoofdstructuur, 'school', s.naam)), '[]')
            from inschrijvingen i join scholen s using (instellingsnummer) where i.leerling_id = l.id) as inschrijvingen
        from aanmeldmiddelen m join activatiecodes c on c.aanmeldmiddel_id = m.id
        join accounts a using (account_uuid) join leerlingen l on l.id = a.leerling_id
        where m.gebruikersnaam = v.gebruikersnaam limit 1) code on true),
    ${TEL_POGINGEN}
    select i, ${kolommen} from gezocht join geteld using (i)`,
});

/** Looks up the code of a user name and counts the try, in one statement. */
export async function zoekCodeEnTel(
  db: Database,
  gebruikersnaam: string,
  emmers: Emmers,
): Promise<Pogingtelling & { mag: boolean; gevonden?: GevondenCode }> {
  const rij = await vraagGebundeld(db, ZOEK_CODE_EN_TEL, { gebruikersnaam, ...emmers, nu: machinetijd() });
  if (!rij) throw new Error('een poging kreeg geen plaats in een emmer');
  const { mag, emmer, bekend, middel, inschrijvingen, voornaam, naam, code_hash, ...tijden } = rij;
  const telling = { mag, emmer, bekend };
  if (middel === null) return telling;
  const { verloopt_op, gebruikt_op, geblokkeerd_op } = tijden;
  const kiezer = {
    gebruikersnaam,
    voornaam,
    naam,
    scholen: inschrijvingen.map(({ school }) => school),
    hoofdstructuren: inschrijvingen.map(({ hoofdstructuur }) => hoofdstructuur),
  };
  return { ...telling, gevonden: { kiezer, middel, code_hash, verloopt_op, gebruikt_op, geblokkeerd_op } };
}
