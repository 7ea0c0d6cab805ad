import { parseArgs } from 'node:util';
import { Bedieningsfout } from './bedieningsfout.ts';
import type { Plaatsen } from './keycloak/distributie.ts';
import type { Maat } from './meting.ts';

export const ONDERDELEN = [
  'aanmelden',
  'wachtwoord',
  'eindpunten',
  'start',
  'groei',
  'register',
  'levering',
  'afmelden',
  'processen',
  'protocolpagina',
  'logkosten',
  'controle',
  'keycloak',
  'profiel',
] as const;
export type Onderdeel = (typeof ONDERDELEN)[number];

export interface Opties {
  onderdelen: Onderdeel[];
  /** File for the figures as JSON. */
  json: string | undefined;
  maat: Maat;
  /** Starts of each system. */
  starts: number;
  leerlingen: number;
  leerlingenGroot: number;
  /** Sessions that end at once. */
  afmeldingen: number;
  /** Only where it is to be measured beside LeerID. */
  keycloak: Plaatsen | undefined;
  kort: boolean;
}

export const HULP = `npm run bench -- [onderdeel …] [optie …]

  onderdelen: ${ONDERDELEN.join(' ')}
  zonder onderdeel: alle behalve profiel, en keycloak alleen met --keycloak
  --kort   minder en kortere rondes, groei, register en levering tot 60 000 leerlingen
  --afmeldingen <aantal>   hoeveel sessies tegelijk eindigen; zonder: 5000
  --keycloak <map> --jdk <map>   een uitgepakte Keycloak 26 of later, en een JDK 17 of later die hem draait
  --json <bestand>   schrijft de cijfers ook naar dit bestand
  --help   toont alleen dit
`;

const LANG = { ronden: 7, rondeMs: 2000, opwarmen: { aantal: 3000, hoogstensMs: 10_000 } };
const KORT = { ronden: 3, rondeMs: 500, opwarmen: { aantal: 500, hoogstensMs: 1500 } };

/** @throws Bedieningsfout with the usage, when an argument is not known */
export function leesOpties(argv: string[]): Opties {
  const { values, positionals } = lees(argv);
  const onbekend = positionals.filter((naam) => !ONDERDELEN.includes(naam as Onderdeel));
  if (onbekend.length) throw new Bedieningsfout(`onbekend onderdeel: ${onbekend.join(', ')}\n\n${HULP}`);
  const kort = values.kort ?? false;
  const keycloak = leesPlaatsen(values);
  const onderdelen = positionals.length
    ? (positionals as Onderdeel[])
    : ONDERDELEN.filter((onderdeel) => onderdeel !== 'profiel' && (onderdeel !== 'keycloak' || keycloak));
  if (onderdelen.includes('keycloak') && !keycloak) {
    throw new Bedieningsfout(`keycloak vraagt --keycloak en --jdk\n\n${HULP}`);
  }
  return {
    onderdelen,
    json: values.json,
    maat: { ...(kort ? KORT : LANG), bezoekers: 16 },
    starts: kort ? 3 : 7,
    leerlingen: 10_000,
    leerlingenGroot: kort ? 60_000 : 1_200_000,
    afmeldingen: leesAantal(values.afmeldingen ?? '5000'),
    keycloak,
    kort,
  };
}

function leesPlaatsen({ keycloak: map, jdk }: { keycloak?: string; jdk?: string }): Plaatsen | undefined {
  if (map && jdk) return { map, jdk };
  if (map || jdk) throw new Bedieningsfout(`--keycloak en --jdk horen samen\n\n${HULP}`);
  return undefined;
}

function leesAantal(tekst: string): number {
  if (/^[1-9]\d{1,6}$/.test(tekst)) return Number(tekst);
  throw new Bedieningsfout(`geen aantal: ${tekst}\n\n${HULP}`);
}

function lees(argv: string[]) {
  try {
    return parseArgs({
      args: argv,
      allowPositionals: true,
      options: {
        kort: { type: 'boolean' },
        json: { type: 'string' },
        afmeldingen: { type: 'string' },
        keycloak: { type: 'string' },
        jdk: { type: 'string' },
      },
    });
  } catch (fout) {
    throw new Bedieningsfout(`${(fout as Error).message}\n\n${HULP}`, { cause: fout });
  }
}
