import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse, stringify } from 'yaml';

/** Makes an application receive its data in the ID token as well, as a dossier may arrange with a reason. */
export async function metClaimsInIdToken(configmap: string, clientId = 'smartschool'): Promise<void> {
  const bestand = join(configmap, 'toepassingen', `${clientId}.yaml`);
  const dossier = parse(await readFile(bestand, 'utf8'));
  const id_token = { ...dossier.id_token, claims: true, claims_reden: 'de koppeling leest userinfo niet' };
  await writeFile(bestand, stringify({ ...dossier, id_token }));
}
