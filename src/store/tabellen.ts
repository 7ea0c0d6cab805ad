import type { ColumnType, Generated, JSONColumnType } from 'kysely';

/** Rows of the register and what surrounds it, as the migrations make them. Days are `JJJJ-MM-DD`. */

/** Read as an instant, written as its ISO 8601 text. */
export type Tijdstip = ColumnType<Temporal.Instant, string, string>;
type TijdstipOfNiets = ColumnType<Temporal.Instant | null, string | null | undefined, string | null>;
/** The database's own moment when nothing is given. */
type TijdstipVanzelf = ColumnType<Temporal.Instant, string | undefined, string>;
type Dag = string;
/** In which capacity somebody speaks for a school: its board is the party and may stop, the other alone starts (S2 manual, ch. 2). */
export type Hoedanigheid = 'schoolbestuur' | 'leerid_databeheerder';

export interface Tabellen {
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
    /** Given in LeerID at that moment, or emptied; null when it is as delivered. */
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
  activatiecodes: {
    aanmeldmiddel_id: string;
    code_hash: Buffer;
    uitgegeven_op: Tijdstip;
    verloopt_op: Tijdstip;
    gebruikt_op: TijdstipOfNiets;
  };
  aanmeldpogingen: { key: string; points: number; expire: number | null };
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
  klassen: {
    id: Generated<string>;
    instellingsnummer: string;
    schooljaar: number;
    klas: string;
    subklas: string | null;
  };
  klastoewijzingen: { leerling_id: string; klas_id: string; van: Dag; tot: Dag | null };
  akkoordverklaringen: {
    id: Generated<string>;
    protocol: string;
    protocol_hash: string;
    instellingsnummer: string;
    verklaard_op: Tijdstip;
    door: Hoedanigheid;
    bewijsstuk: string;
    gestopt_op: TijdstipOfNiets;
    gestopt_door: Hoedanigheid | null;
    gestopt_reden: string | null;
  };
  samenwerkingen: { instellingsnummer: string; client_id: string; van: Dag; tot: Dag | null };
  zichtbaarheid: { leerling_id: string; client_id: string; instellingsnummer: string; sinds: Tijdstip };
  toetsen: { code: string; naam: string };
  toetstoewijzingen: { leerling_id: string; toets: string; van: Tijdstip; tot: Tijdstip };
  privacylog: {
    id: Generated<string>;
    tijdstip: Tijdstip;
    protocol: string;
    protocol_hash: string;
    client_id: string;
    leerling_id: string;
    account_uuid: string;
    gegevens: string[];
    artikelen: string[];
    rechtsgrond: string;
    aanleiding: 'aanmelding' | 'userinfo';
    /** Of the act under which LeerID itself holds what left; empty where there is none, and in rows of before migration 031. */
    onder_protocol: string | null;
    onder_protocol_hash: string | null;
    onder_artikelen: string[] | null;
    onder_rechtsgrond: string | null;
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
    gegevens: unknown;
    samengevoegd_op: Tijdstip;
    ontkoppeld_op: TijdstipOfNiets;
  };
  beoordelingen: {
    id: Generated<string>;
    kenmerk: string;
    reden: string;
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
    tellingen: unknown;
  };
  open_toepassingen: {
    client_id: string;
    protocol: string;
    tot: Dag | null;
    lezing: string;
    /** This and `houder` are empty where a node of before migration 030 wrote the row. */
    protocol_hash: string | null;
    houder: number | null;
    backchannel_logout_uri: string | null;
    id_token_signed_response_alg: string;
    geopend_op: TijdstipVanzelf;
    bevestigd_op: TijdstipVanzelf;
  };
  geheimmerken: { naam: string; merk: Buffer };
  clienthouders: {
    client_id: string;
    nummer: number;
    partij: string;
    kbo: string | null;
    vestigingseenheid: string | null;
    sinds: Tijdstip;
    reden: string | null;
  };
  protocolversies: { hash: string; protocol: string; bytes: Buffer; eerst_gezien_op: Tijdstip };
  protocolhandtekeningen: {
    hash: string;
    partij: string;
    vingerafdruk: string;
    sleutel: JSONColumnType<object>;
    protected: string;
    signature: string;
    eerst_gezien_op: Tijdstip;
  };
  protocolstops: {
    protocol: string;
    op: Dag;
    door: string;
    reden: string;
    grond: Generated<'sanctie' | 'dienst_gestopt' | 'rechtsgrond_vervallen' | 'opzegging'>;
    ontvangen: Generated<Dag | null>;
    vastgelegd_op: Tijdstip;
  };
}
