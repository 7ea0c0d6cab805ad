import type { Generated } from 'kysely';
import type { Twijfelcode } from './discimus/index.ts';

/** Rows of the register, as the migrations define them. */

declare module '../store/tabellen.ts' {
  interface Tabellen {
    scholen: { instellingsnummer: string; naam: string; erkend: Generated<boolean>; opvolger: string | null };
    vestigingsplaatsen: { instellingsnummer: string; volgnummer: number; naam: string };
    administratieve_groepen: { code: string; omschrijving: string };
    leerlingen: {
      id: Generated<string>;
      insz_hash: Buffer | null;
      insz_soort: 'rijksregister' | 'bis' | null;
      leer_id_uuid: string | null;
      voornaam: string;
      naam: string;
      geboortejaar: number | null;
      geboortemaand: number | null;
      geboortedag: number | null;
      email: string | null;
      /** When the address was given or emptied in LeerID. Null when it is as delivered. */
      email_gegeven_op: TijdstipOfNiets;
      unieke_persoon: string | null;
      geregistreerde_persoon: string | null;
      geblokkeerd_op: TijdstipOfNiets;
    };
    accounts: {
      account_uuid: Generated<string>;
      leerling_id: string;
      soort: 'tijdelijk' | 'definitief';
      aangemaakt_op: Tijdstip;
      laatst_aangemeld_op: TijdstipOfNiets;
      aanmeldgeneratie: Generated<string>;
    };
    aanmeldmiddelen: {
      id: Generated<string>;
      account_uuid: string;
      soort: 'wachtwoord';
      gebruikersnaam: string;
      wachtwoord_hash: string | null;
    };
    historiek_account_uuid: { account_uuid: string; leerling_id: string; vervangen_op: Tijdstip };
    inschrijvingen: {
      id: Generated<string>;
      leerling_id: string;
      instellingsnummer: string;
      vestigingsplaats: number;
      administratieve_groep: string;
      hoofdstructuur: string;
      stamnummer: string | null;
      status: 'gerealiseerd' | 'niet_gerealiseerd' | 'uitgesteld' | 'parallel' | 'aanmelding';
      van: Dag;
      tot: Dag | null;
      bron: Buffer | null;
      onbevestigd_sinds: TijdstipOfNiets;
    };
    vroegere_sleutels: {
      soort: 'insz' | 'unieke_persoon' | 'geregistreerde_persoon';
      sleutel: string;
      leerling_id: string;
    };
    scheidingen: { leerling_id: string; andere_leerling_id: string; vastgelegd_op: Tijdstip };
    samenvoegingen: {
      id: Generated<string>;
      leerling_id: string;
      verdwenen_leerling_id: string;
      gegevens: Json;
      samengevoegd_op: Tijdstip;
      ontkoppeld_op: TijdstipOfNiets;
    };
    beoordelingen: {
      id: Generated<string>;
      kenmerk: string;
      reden: Twijfelcode;
      sleutel_soort: string;
      sleutel: string;
      leerlingen: string[];
      instellingsnummer: string;
      stamnummer: string | null;
      regel: number;
      eerst_gezien_op: Tijdstip;
      laatst_gezien_op: Tijdstip;
      gezegd: string | null;
    };
    aanvaardingen: { leerling_id: string; gezegd: string; vastgelegd_op: Tijdstip };
    gebruikersnaamstammen: { stam: string; laatste_nummer: number };
    verslagen: {
      id: Generated<string>;
      soort: 'discimus' | 'bewaring';
      begonnen_op: Tijdstip;
      klaar_op: Tijdstip;
      kenmerk: string;
      tellingen: Json;
    };
  }
}
