/**
 * Made-up schools and pupils. A user name says what it demonstrates. No real school number begins with 999.
 */

export const DEMOWACHTWOORD = 'appel-fiets-regen-42';
/** Has no password yet. A visitor chooses one with an activation code. */
export const NIEUWKOMER = 'leerling.nieuw';

export const SCHOLEN = [
  {
    nummer: '999001',
    naam: 'Demoschool De Regenboog',
    werktMet: ['smartschool', 'archief-voor-onderwijs'],
  },
  { nummer: '999002', naam: 'Demoschool Het Kompas', werktMet: ['smartschool'] },
  { nummer: '999003', naam: 'Demoschool De Vlinder', werktMet: ['archief-voor-onderwijs'] },
] as const;

export const ADMINISTRATIEVE_GROEPEN = [
  { code: '4064', omschrijving: 'Lager onderwijs' },
  { code: '13560', omschrijving: '1e leerjaar A' },
] as const;

export interface Demoleerling {
  gebruikersnaam: string;
  voornaam: string;
  naam: string;
  toont: string;
  geboorte: { jaar: number; maand: number | null; dag: number | null };
  email?: string;
  /** A pupil without INSZ has a temporary account and no leer_id_uuid. */
  metInsz: boolean;
  scholen: readonly string[];
  uitgeschreven?: true;
  oudeAccounts?: number;
}

const geboorte = { jaar: 2015, maand: 4, dag: 17 };

export const DEMOLEERLINGEN: readonly Demoleerling[] = [
  {
    gebruikersnaam: 'leerling.gewoon',
    voornaam: 'Gewone',
    naam: 'Voorbeeldleerling',
    toont: 'geïdentificeerd: komt bij alle drie de toepassingen binnen',
    geboorte,
    metInsz: true,
    scholen: ['999001'],
  },
  {
    gebruikersnaam: 'leerling.tijdelijk',
    voornaam: 'Tijdelijke',
    naam: 'Voorbeeldleerling',
    toont: 'tijdelijke account: geen INSZ, dus geen leer_id_uuid',
    geboorte: { jaar: 2014, maand: null, dag: null },
    metInsz: false,
    scholen: ['999001'],
  },
  {
    gebruikersnaam: 'leerling.tweescholen',
    voornaam: 'Dubbele',
    naam: 'Voorbeeldleerling',
    toont: 'twee inschrijvingen tegelijk; één van beide scholen werkt met Smartschool',
    geboorte,
    metInsz: true,
    scholen: ['999001', '999003'],
  },
  {
    gebruikersnaam: 'leerling.uitgeschreven',
    voornaam: 'Uitgeschreven',
    naam: 'Voorbeeldleerling',
    toont: 'geen actieve inschrijving: overal geweigerd',
    geboorte,
    metInsz: true,
    scholen: ['999001'],
    uitgeschreven: true,
  },
  {
    gebruikersnaam: 'leerling.historiek',
    voornaam: 'Vroegere',
    naam: 'Voorbeeldleerling',
    toont: 'later geïdentificeerd: twee oude account_uuids, en een e-mailadres',
    geboorte,
    email: 'vroegere.voorbeeldleerling@leerling.example',
    metInsz: true,
    scholen: ['999001'],
    oudeAccounts: 2,
  },
  {
    gebruikersnaam: 'leerling.geenarchief',
    voornaam: 'Kompas',
    naam: 'Voorbeeldleerling',
    toont: 'de school werkt niet met Het Archief: daar geweigerd, welkom bij Smartschool',
    geboorte,
    metInsz: true,
    scholen: ['999002'],
  },
  {
    gebruikersnaam: NIEUWKOMER,
    voornaam: 'Nieuwe',
    naam: 'Voorbeeldleerling',
    toont: 'nog geen wachtwoord: kiest er een met een activatiecode',
    geboorte,
    metInsz: true,
    scholen: ['999001'],
  },
];
