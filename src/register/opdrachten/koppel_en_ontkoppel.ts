import { z } from 'zod';
import { type Opzoekdoel, schrijfOperatoropzoeking } from '../../privacy/index.ts';
import {
  alsGeenLading,
  type Huisomgeving,
  metDatabase,
  minuut,
  type Omgeving,
  type Uitkomst,
} from '../../terminal/index.ts';
import { leesSamenvoegingen, maakSamenvoegingOngedaan, type Ongedaanmaking } from '../discimus/index.ts';
import { koppelTwijfel, leerlingVan, type Twijfelbeslissing } from '../index.ts';

/** An operator decides who is who, where he knows better than the keys do. */

const LAATSTE = 50;

export async function toonSamenvoegingen(
  { klok }: Pick<Omgeving, 'klok'>,
  gebruikersnaam: string | undefined,
  doel: Opzoekdoel,
): Promise<Uitkomst> {
  const samenvoegingen = await metDatabase(async (db) => {
    const gelezen = await leesSamenvoegingen(db, gebruikersnaam, LAATSTE);
    await schrijfOperatoropzoeking(db, klok, {
      opdracht: 'leerling samenvoegingen',
      doel,
      leerlingen: [...new Set(gelezen.map(({ leerling_id }) => leerling_id))],
      gegevens: ['samenvoeging', 'gebruikersnaam'],
    });
    return gelezen;
  });
  const regels = samenvoegingen.map(({ id, samengevoegd_op, ontkoppeld_op, gebruikersnamen }) => {
    const stand = ontkoppeld_op ? `, ontkoppeld ${minuut(ontkoppeld_op)}` : '';
    return `${id}  ${minuut(samengevoegd_op)}${stand}  ${gebruikersnamen.join(', ')}`;
  });
  return { regels: regels.length ? regels : ['geen samenvoegingen'], goed: true };
}

export async function maakOngedaan(
  { klok, kamers, metAfmelder }: Huisomgeving,
  samenvoeging: string,
  doel: Opzoekdoel,
): Promise<Uitkomst> {
  if (!isId(samenvoeging)) return nee(ONGEDAAN.onbekend);
  const gedaan = await metAfmelder(({ db, meldAccountsAf }) =>
    alsGeenLading(db, async (trx) => {
      const gedaan = await maakSamenvoegingOngedaan(trx, klok, kamers, samenvoeging);
      if (gedaan.soort !== 'ongedaan_gemaakt') return gedaan;
      await meldAccountsAf(trx, gedaan.accounts);
      await schrijfOperatoropzoeking(trx, klok, {
        opdracht: 'leerling ontkoppel',
        doel,
        leerlingen: [gedaan.gebleven, gedaan.leerling],
        gegevens: ['samenvoeging', 'gebruikersnaam'],
      });
      return gedaan;
    }),
  );
  if (gedaan.soort !== 'ongedaan_gemaakt') return nee(ONGEDAAN[gedaan.soort]);
  const { afgesloten, email_vervallen, geblokkeerd } = gedaan;
  const brieven = afgesloten.length ? [nieuweBrieven(afgesloten)] : [];
  const naam = geblokkeerd ? [naamOnbekend(geblokkeerd)] : [];
  return {
    regels: [ONGEDAAN.ongedaan_gemaakt, ...brieven, ...(email_vervallen ? [EMAIL_OPNIEUW] : []), ...naam],
    goed: true,
  };
}

const EMAIL_OPNIEUW =
  'het e-mailadres dat sinds de samenvoeging gegeven of leeggemaakt is, kan van elk zijn: geen van beide heeft er nu een, geef het opnieuw';

const nieuweBrieven = (namen: readonly string[]) =>
  `wachtwoorden en codes van sinds de samenvoeging vervallen, geef een nieuwe brief aan: ${namen.join(', ')}`;

const naamOnbekend = (namen: readonly string[]) =>
  `deze samenvoeging bewaarde nog geen naam en geboortedatum: die van wie bleef kunnen van de ander zijn, en daarom is die leerling geblokkeerd. Laat eerst een levering voorgaan waarin zijn eigen regel weer klopt; daarna: leerid account deblokkeer ${namen[0] ?? '<gebruikersnaam>'}`;

const ONGEDAAN: Record<Ongedaanmaking['soort'], string> = {
  ongedaan_gemaakt: 'ontkoppeld: elk heeft zijn gebruikersnamen en inschrijvingen terug, sessies beëindigd',
  onbekend: 'deze samenvoeging bestaat niet, of moet wachten tot een latere van dezelfde leerling ontkoppeld is',
  al_ongedaan_gemaakt: 'deze samenvoeging is al ontkoppeld',
};

export async function koppelLeerling(
  { klok }: Pick<Omgeving, 'klok'>,
  twijfel: string,
  gebruikersnaam: string,
  doel: Opzoekdoel,
): Promise<Uitkomst> {
  if (!isId(twijfel)) return nee(GEKOPPELD.twijfel_onbekend);
  const gedaan = await metDatabase((db) =>
    alsGeenLading(db, async (trx) => {
      const gedaan = await koppelTwijfel(trx, klok, twijfel, gebruikersnaam);
      // A refusal tells something about the pupil as well.
      const leerling = await leerlingVan(trx, gebruikersnaam);
      const leerlingen = leerling === undefined ? [] : [leerling];
      await schrijfOperatoropzoeking(trx, klok, {
        opdracht: 'leerling koppel',
        doel,
        leerlingen,
        gegevens: ['twijfel'],
      });
      return gedaan;
    }),
  );
  if (gedaan.soort === 'bevestigd') return { regels: [GEKOPPELD.bevestigd], goed: true };
  if (gedaan.soort !== 'gekoppeld') return nee(GEKOPPELD[gedaan.soort]);
  return { regels: [GEKOPPELD.gekoppeld, ...(gedaan.naam_en_geboortedatum ? [OOK_NAAM] : [])], goed: true };
}

const GEKOPPELD: Record<Twijfelbeslissing['soort'], string> = {
  gekoppeld: 'gekoppeld: de volgende levering waar deze regel in staat, past ze toe',
  bevestigd: 'bevestigd: deze school mag deze leerling een activatiecode geven en toepassingen voor hem openen',
  twijfel_onbekend: 'deze twijfel bestaat niet (meer): zie leerid discimus twijfels',
  leerling_onbekend: 'deze gebruikersnaam bestaat niet',
  sleutel_van_ander: 'deze sleutel is al van een andere leerling: verbeter het aan de bron',
  inschrijving_van_ander: 'deze inschrijving staat op een andere leerling: verbeter het aan de bron',
  sleutel_leidt_al_hier:
    'deze sleutel leidt al naar die leerling: de twijfel komt van elders, verbeter het aan de bron',
};
const OOK_NAAM = 'de naam en de geboortedatum komen dan uit die regel';

function isId(tekst: string): boolean {
  return z.uuid().safeParse(tekst).success;
}

function nee(regel: string): Uitkomst {
  return { regels: [regel], goed: false };
}
