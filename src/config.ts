import { existsSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { GEHEIME_INSTELLINGEN, leesGeheim } from './geheimen.ts';
import { partijenIn } from './protocol/index.ts';
import type { Bewaartermijnen } from './register/index.ts';
import { databaseadres } from './store/index.ts';

/** A key of the demo and the tests. Production refuses it. */
export const isDemosleutel = (waarde: string) => waarde.startsWith('demo-');

export const GEEN_KLOK =
  'LEERID_CLOCK: enkel tests en de demo zetten de klok; haal deze instelling weg (unset LEERID_CLOCK)';

/** 32 random bytes in hex or base64 are long enough. */
const geheim = z
  .string()
  .min(32, 'minstens 32 tekens')
  .refine((waarde) => !isDemosleutel(waarde), 'dit is een demosleutel; die mag niet in productie');

/** A term in days, weeks, months or years. */
const DUUR = 'P(?!$)(\\d+Y)?(\\d+M)?(\\d+W)?(\\d+D)?';

/** The term of an account may be absent. */
export const BEWAARTERMIJNEN = {
  LEERID_BEWAAR_ZONDER_INSCHRIJVING: z
    .string()
    .regex(new RegExp(`^${DUUR}$`), 'een duur als P3Y of P18M')
    .transform((duur) => Temporal.Duration.from(duur))
    .refine(({ sign }) => sign > 0, 'langer dan niets')
    .default(Temporal.Duration.from('P3Y')),
  LEERID_BEWAAR_INACTIEF_ACCOUNT: z
    .string()
    .regex(new RegExp(`^(geen|${DUUR})$`), 'een duur als P3Y of P18M, of geen')
    .transform((duur) => (duur === 'geen' ? null : Temporal.Duration.from(duur)))
    .refine((duur) => duur === null || duur.sign > 0, 'langer dan niets, of geen')
    .refine((duur) => duur === null || isHooguitDrieJaar(duur), 'hooguit P3Y (S0 en S1 art. 3), of geen')
    .default(Temporal.Duration.from('P3Y')),
};

/**
 * Counted over the shortest possible three years: without a 29 February, and ending with a February of 28
 * days.
 */
function isHooguitDrieJaar(duur: Temporal.Duration): boolean {
  const relativeTo = Temporal.PlainDate.from('2024-03-01');
  return Temporal.Duration.compare(duur, { years: 3 }, { relativeTo }) <= 0;
}

const GEHEIMEN = ['LEERID_MASTER_KEY', 'LEERID_PAIRWISE_SALT', 'LEERID_INSZ_PEPPER'] as const;

const schema = z.object({
  DATABASE_URL: databaseadres,
  LEERID_DATABASE_OWNER_URL: databaseadres.optional(),
  LEERID_ISSUER: z
    .url({ protocol: /^https$/, error: 'een https-adres, zonder pad' })
    .refine((url) => URL.parse(url)?.origin === url, 'enkel https://host, zonder pad of slotstreep'),
  LEERID_PORT: z.coerce.number().int().min(1).max(65_535).default(3000),
  LEERID_CONFIG_DIR: z
    .string()
    .default('config')
    .refine(
      (map) => ['protocollen', 'toepassingen'].every((deel) => existsSync(join(map, deel))),
      'een map met daarin protocollen en toepassingen',
    ),
  LEERID_PARTIES_DIR: z
    .string()
    .refine(
      (map) => existsSync(map),
      'een map met de partijen en hun publieke sleutels (partijen in de configuratiemap)',
    ),
  LEERID_CLIENT_SECRETS_DIR: z
    .string()
    .refine((map) => existsSync(map), 'een map met een bestand voor elk geheim van een toepassing')
    .optional(),
  LEERID_MASTER_KEY: geheim,
  LEERID_COOKIE_KEYS: z
    .string()
    .transform((lijst) => lijst.split(',').map((sleutel) => sleutel.trim()))
    .pipe(z.array(geheim).min(1)),
  LEERID_PAIRWISE_SALT: geheim,
  LEERID_INSZ_PEPPER: geheim,
  LEERID_PROXIES: z
    .string()
    .default('')
    .transform((lijst) => lijst.split(',').flatMap((een) => een.trim() || []))
    .pipe(z.array(z.union([z.ipv4(), z.ipv6(), z.cidrv4(), z.cidrv6()], 'adressen of reeksen, als 10.0.0.2,fd00::/8'))),
  LEERID_PROCESSES: z
    .string()
    .regex(/^(kernen|[1-9]|[1-5]\d|6[0-4])$/, 'een getal van 1 tot 64, of kernen')
    .transform((aantal) => (aantal === 'kernen' ? availableParallelism() : Number(aantal)))
    .default(1),
  LEERID_DATABASE_CONNECTIONS: z.coerce
    .number('een getal')
    .int('een geheel getal')
    .min(2, 'minstens 2')
    .max(200, 'hooguit 200')
    .default(10),
  LEERID_SMTP_URL: z.url({ protocol: /^smtps?$/, error: 'een adres als smtps://naam:wachtwoord@host:465' }).optional(),
  LEERID_MAIL_DIR: z
    .string()
    .refine((map) => existsSync(map), 'een map waarin mails als bestanden komen')
    .optional(),
  LEERID_MAIL_FROM: z.email('een e-mailadres, waarvan berichten aan partijen komen').optional(),
  ...BEWAARTERMIJNEN,
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace']).default('info'),
});

/** The settings of the provider. They have the same shape in production, the demo and the tests. */
export interface Instellingen {
  databaseUrl: string;
  /** Address of the account that owns the tables, where that is another account. */
  eigenaarUrl?: string | undefined;
  /** For visitors, in each process. */
  databaseVerbindingen: number;
  /** Processes of this machine that serve. */
  processen: number;
  /** An origin without a trailing slash. http only on loopback in the demo. */
  issuer: string;
  poort: number;
  /**
   * Addresses and ranges of the proxies before LeerID. Only these are believed about where a visitor comes
   * from.
   */
  proxies: string[];
  configmap: string;
  /** The public keys of the parties. Default: `partijen` in the configuration folder. */
  partijenmap: string;
  /** Seals the signing keys in the database. */
  hoofdsleutel: string;
  cookiesleutels: string[];
  pairwiseZout: string;
  inszPeper: string;
  bewaartermijnen: Bewaartermijnen;
  /** Undefined while mails can't leave. */
  mail?: Mailinstellingen | undefined;
  logniveau: string;
  /** Only the demo accepts demo parties, demo dossiers and http on loopback. */
  demo: boolean;
  /** Secrets of clients, by the name that their dossier gives. */
  omgeving: Readonly<Record<string, string | undefined>>;
  /** A folder where these secrets may be as well, one file each. */
  clientgeheimenmap?: string | undefined;
}

/** How mails to parties leave. Without an SMTP server they become files in a folder; without either they wait. */
export interface Mailinstellingen {
  /** The address they come from. */
  van: string;
  smtpUrl?: string | undefined;
  map?: string | undefined;
}

/** Names of all settings. Tests compare the documentation and the container files with them. */
export const NAMEN = Object.keys(schema.shape);

/** @throws Error that lists every fault of the environment at once */
export function leesInstellingen(omgeving: Readonly<Record<string, string | undefined>>): Instellingen {
  const { geheimen, onleesbaar } = leesGeheimen(omgeving);
  const gevuld = Object.fromEntries(Object.entries({ ...omgeving, ...geheimen }).filter(([, waarde]) => waarde));
  gevuld.LEERID_PARTIES_DIR ??= partijenIn(gevuld.LEERID_CONFIG_DIR ?? 'config');
  const gelezen = schema.safeParse(gevuld, { error: z.locales.nl().localeError });
  const dubbel = GEHEIMEN.filter(
    (naam) => gevuld[naam] && GEHEIMEN.some((ander) => ander !== naam && gevuld[ander] === gevuld[naam]),
  );
  const mailweg = ['LEERID_SMTP_URL', 'LEERID_MAIL_DIR'].find((naam) => gevuld[naam]);
  const isZonderAfzender = Boolean(mailweg && !gevuld.LEERID_MAIL_FROM);
  if (!gelezen.success || dubbel.length || onleesbaar.size || gevuld.LEERID_CLOCK || isZonderAfzender) {
    const issues = (gelezen.error?.issues ?? []).filter(({ path }) => !onleesbaar.has(String(path[0])));
    const fouten = issues.map(({ path, message, code }) => {
      const ontbreekt = code === 'invalid_type' && gevuld[String(path[0])] === undefined;
      return `  ${String(path[0])}: ${ontbreekt ? 'ontbreekt' : message}`;
    });
    fouten.push(...[...onleesbaar.values()].map((fout) => `  ${fout}`));
    if (isZonderAfzender) fouten.push(`  LEERID_MAIL_FROM: ontbreekt, terwijl ${mailweg} er is`);
    fouten.push(...dubbel.map((naam) => `  ${naam}: elk geheim moet anders zijn`));
    if (gevuld.LEERID_CLOCK) fouten.push(`  ${GEEN_KLOK}`);
    throw new Error(`LeerID kan niet starten; verbeter deze instellingen:\n${fouten.join('\n')}`);
  }
  const env = gelezen.data;
  return {
    databaseUrl: env.DATABASE_URL,
    eigenaarUrl: env.LEERID_DATABASE_OWNER_URL,
    databaseVerbindingen: env.LEERID_DATABASE_CONNECTIONS,
    processen: env.LEERID_PROCESSES,
    issuer: env.LEERID_ISSUER,
    poort: env.LEERID_PORT,
    proxies: env.LEERID_PROXIES,
    configmap: env.LEERID_CONFIG_DIR,
    partijenmap: env.LEERID_PARTIES_DIR,
    hoofdsleutel: env.LEERID_MASTER_KEY,
    cookiesleutels: env.LEERID_COOKIE_KEYS,
    pairwiseZout: env.LEERID_PAIRWISE_SALT,
    inszPeper: env.LEERID_INSZ_PEPPER,
    bewaartermijnen: alsBewaartermijnen(env),
    mail: alsMailinstellingen(env),
    logniveau: env.LOG_LEVEL,
    demo: false,
    omgeving,
    clientgeheimenmap: env.LEERID_CLIENT_SECRETS_DIR,
  };
}

function alsMailinstellingen(env: z.infer<typeof schema>): Mailinstellingen | undefined {
  const { LEERID_SMTP_URL: smtpUrl, LEERID_MAIL_DIR: map, LEERID_MAIL_FROM: van } = env;
  return van ? { van, smtpUrl, map } : undefined;
}

export function alsBewaartermijnen(env: z.infer<z.ZodObject<typeof BEWAARTERMIJNEN>>): Bewaartermijnen {
  return {
    zonderInschrijving: env.LEERID_BEWAAR_ZONDER_INSCHRIJVING,
    inactiefAccount: env.LEERID_BEWAAR_INACTIEF_ACCOUNT,
  };
}

/** Secrets by name, and an error line for each that can't be read. */
function leesGeheimen(omgeving: Readonly<Record<string, string | undefined>>) {
  const geheimen: Record<string, string | undefined> = {};
  const onleesbaar = new Map<string, string>();
  for (const naam of GEHEIME_INSTELLINGEN) {
    try {
      geheimen[naam] = leesGeheim(omgeving, naam);
    } catch (fout) {
      onleesbaar.set(naam, (fout as Error).message);
    }
  }
  return { geheimen, onleesbaar };
}
