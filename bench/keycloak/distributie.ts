import { execFile } from 'node:child_process';
import { cp, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { Bedieningsfout } from '../bedieningsfout.ts';

/** Older ones hash and keep sessions in another way, so that a comparison would need other settings. */
const OUDSTE_KEYCLOAK = 26;
const OUDSTE_JDK = 17;

/** Where the operator unpacked Keycloak, and the JDK that runs it. */
export interface Plaatsen {
  map: string;
  jdk: string;
}

/** A copy of the distribution that the bench may build in. */
export interface Distributie extends AsyncDisposable {
  map: string;
  jdk: string;
  versies: Versies;
}

export interface Versies {
  keycloak: string;
  jdk: string;
}

/** @throws Bedieningsfout that says what is missing, or too old */
export async function leesVersies({ map, jdk }: Plaatsen): Promise<Versies> {
  return { keycloak: await keycloakversie(map), jdk: await jdkversie(jdk) };
}

export async function kopieerDistributie({ map, jdk }: Plaatsen): Promise<Distributie> {
  const versies = await leesVersies({ map, jdk });
  const kopie = await mkdtemp(join(tmpdir(), 'leerid-bench-keycloak-'));
  await cp(map, kopie, { recursive: true });
  return { map: kopie, jdk, versies, [Symbol.asyncDispose]: () => rm(kopie, { recursive: true, force: true }) };
}

async function keycloakversie(map: string): Promise<string> {
  const tekst = await readFile(join(map, 'version.txt'), 'utf8').catch(() => '');
  const versie = /\d+\.\d+\.\d+\S*/.exec(tekst)?.[0];
  if (!versie)
    throw new Bedieningsfout(`${map} is geen uitgepakte Keycloak: version.txt ontbreekt of noemt geen versie`);
  return eisVersie('Keycloak', versie, OUDSTE_KEYCLOAK);
}

async function jdkversie(jdk: string): Promise<string> {
  const java = join(jdk, 'bin', 'java');
  const { stdout } = await promisify(execFile)(java, ['--version']).catch((oorzaak: Error) => {
    throw new Bedieningsfout(`${jdk} is geen JDK: ${java} --version lukt niet`, { cause: oorzaak });
  });
  return eisVersie('JDK', /\d+(\.\d+)*/.exec(stdout)?.[0] ?? stdout, OUDSTE_JDK);
}

function eisVersie(wat: string, versie: string, oudste: number): string {
  if (Number.parseInt(versie, 10) >= oudste) return versie;
  throw new Bedieningsfout(`${wat} ${versie} is te oud: de bench vergelijkt met ${oudste} of later`);
}
