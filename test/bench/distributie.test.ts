import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { leesVersies } from '../../bench/keycloak/distributie.ts';

/** Whoever gives the bench a wrong folder hears so before anything is measured. */

let map: string;

beforeAll(async () => {
  map = await mkdtemp(join(tmpdir(), 'leerid-distributie-'));
  await maak('keycloak', 'version.txt', 'Keycloak - Version 26.7.3');
  await maak('keycloak-oud', 'version.txt', 'Keycloak - Version 25.0.6');
  await maak('jdk/bin', 'java', '#!/bin/sh\necho "openjdk 25.0.3 2026-04-21 LTS"');
  await maak('jdk-oud/bin', 'java', '#!/bin/sh\necho "openjdk 11.0.30 2026-01-20"');
});

afterAll(() => rm(map, { recursive: true }));

async function maak(onder: string, naam: string, inhoud: string): Promise<void> {
  await mkdir(join(map, onder), { recursive: true });
  await writeFile(join(map, onder, naam), inhoud);
  await chmod(join(map, onder, naam), 0o755);
}

const plaatsen = (keycloak: string, jdk: string) => ({ map: join(map, keycloak), jdk: join(map, jdk) });

test('the versions of a distribution and of its JDK', async () => {
  await expect(leesVersies(plaatsen('keycloak', 'jdk'))).resolves.toEqual({ keycloak: '26.7.3', jdk: '25.0.3' });
});

test.each([
  ['a folder that is not there', 'nergens', 'jdk', 'nergens is geen uitgepakte Keycloak'],
  ['a folder without a Keycloak', 'jdk', 'jdk', 'jdk is geen uitgepakte Keycloak'],
  ['a Keycloak that hashes in another way', 'keycloak-oud', 'jdk', 'Keycloak 25.0.6 is te oud'],
  ['a folder without a JDK', 'keycloak', 'keycloak', 'keycloak is geen JDK'],
  ['a JDK that cannot run it', 'keycloak', 'jdk-oud', 'JDK 11.0.30 is te oud'],
])('%s is refused in words', async (_wat, keycloak, jdk, fout) => {
  await expect(leesVersies(plaatsen(keycloak, jdk))).rejects.toThrow(fout);
});
