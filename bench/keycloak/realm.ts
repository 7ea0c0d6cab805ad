import { randomBytes } from 'node:crypto';
import { hashRaw } from '@node-rs/argon2';
import { REDIRECT_URI, SCOPE } from '../config.ts';
import { BENCHCLIENT } from '../vul.ts';

export const REALM = 'bench';
/** The pupil whose password Keycloak hashes itself. It shows what its default is. */
export const PROEFLEERLING = 'proefleerling';

/** What Keycloak reads with `kc.sh import`: the name of each file with its contents. */
export type Import = Record<string, object>;

/**
 * A realm with one application and its pupils, as like to LeerID's as Keycloak's own settings allow: the same
 * data in the ID token and at userinfo, a pairwise `sub`, ES256, PKCE, a client secret, no refresh token.
 * Everything that is not named here is Keycloak's default.
 */
export async function maakImport(leerlingen: number, wachtwoord: string, clientgeheim: string): Promise<Import> {
  const hash = await alsKeycloakHasht(wachtwoord);
  const users = Array.from({ length: leerlingen }, (_, plaats) => leerling(plaats + 1, hash));
  users.push({ ...leerling(0, hash), username: PROEFLEERLING, credentials: [{ type: 'password', value: wachtwoord }] });
  return {
    [`${REALM}-realm.json`]: {
      realm: REALM,
      enabled: true,
      defaultSignatureAlgorithm: 'ES256',
      clientScopes: Object.entries(GEGEVENS).map(([name, protocolMappers]) => ({
        name,
        protocol: 'openid-connect',
        attributes: { 'include.in.token.scope': 'true' },
        protocolMappers,
      })),
      clients: [toepassing(clientgeheim)],
    },
    [`${REALM}-users-0.json`]: { realm: REALM, users },
  };
}

/** The data of each scope. They go where LeerID hands them over, and not into the access token. */
const GEGEVENS = {
  profile: [
    mapper('name', 'oidc-full-name-mapper'),
    mapper('given_name', 'oidc-usermodel-attribute-mapper', { 'user.attribute': 'firstName' }),
    mapper('family_name', 'oidc-usermodel-attribute-mapper', { 'user.attribute': 'lastName' }),
  ],
  ov_leerling: [kenmerk('ov_leerid_uuid'), kenmerk('ov_account_uuid')],
  ov_inschrijvingen: [kenmerk('ov_inschrijvingen', 'JSON')],
};

function kenmerk(naam: string, soort = 'String') {
  return mapper(naam, 'oidc-usermodel-attribute-mapper', { 'user.attribute': naam, 'jsonType.label': soort });
}

function mapper(naam: string, protocolMapper: string, config: Record<string, string> = {}) {
  return {
    name: naam,
    protocol: 'openid-connect',
    protocolMapper,
    config: {
      'claim.name': naam,
      'jsonType.label': 'String',
      'id.token.claim': 'true',
      'userinfo.token.claim': 'true',
      'access.token.claim': 'false',
      ...config,
    },
  };
}

function toepassing(secret: string) {
  return {
    clientId: BENCHCLIENT,
    secret,
    protocol: 'openid-connect',
    redirectUris: [REDIRECT_URI],
    fullScopeAllowed: false,
    defaultClientScopes: [],
    optionalClientScopes: SCOPE.split(' ').filter((scope) => scope in GEGEVENS),
    attributes: { 'pkce.code.challenge.method': 'S256', 'use.refresh.tokens': 'false' },
    protocolMappers: [
      mapper('sub', 'oidc-sha256-pairwise-sub-mapper', { pairwiseSubAlgorithmSalt: randomBytes(16).toString('hex') }),
    ],
  };
}

/** As `vul.ts` fills LeerID's database: names and data of the same length. */
function leerling(nummer: number, credentials: object[]) {
  const id = crypto.randomUUID();
  const inschrijving = {
    administratieve_groep: '4064',
    hoofdstructuur: '211',
    instellingsnummer: String(100_000 + Math.floor(nummer / 350)),
    stamnummer: `26${String(nummer % 350).padStart(5, '0')}`,
  };
  return {
    username: `leerling.${String(nummer).padStart(7, '0')}`,
    enabled: true,
    firstName: `Voornaam${nummer}`,
    lastName: `Naam${nummer}`,
    email: `leerling.${nummer}@school.bench.example`,
    emailVerified: true,
    attributes: { ov_leerid_uuid: [id], ov_account_uuid: [id], ov_inschrijvingen: [JSON.stringify([inschrijving])] },
    credentials,
  };
}

/** A stored password with Keycloak's default for argon2. Hashing each one anew would take a quarter of an hour. */
async function alsKeycloakHasht(wachtwoord: string): Promise<object[]> {
  const salt = randomBytes(16);
  const [memory, hashIterations, parallelism, hashLength] = [7168, 5, 1, 32];
  const value = await hashRaw(wachtwoord, {
    algorithm: 2,
    version: 1,
    salt,
    memoryCost: memory,
    timeCost: hashIterations,
    parallelism,
    outputLen: hashLength,
  });
  const als = (waarde: number | string) => [String(waarde)];
  return [
    {
      type: 'password',
      credentialData: JSON.stringify({
        hashIterations,
        algorithm: 'argon2',
        additionalParameters: {
          hashLength: als(hashLength),
          memory: als(memory),
          type: als('id'),
          version: als('1.3'),
          parallelism: als(parallelism),
        },
      }),
      secretData: JSON.stringify({ value: value.toString('base64'), salt: salt.toString('base64') }),
    },
  ];
}
