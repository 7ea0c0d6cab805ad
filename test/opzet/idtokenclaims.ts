import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** Has Smartschool receive its data in the ID token as well, as a dossier may arrange with a reason. */
export async function metClaimsInIdToken(configmap: string): Promise<void> {
  const bestand = join(configmap, 'toepassingen', 'smartschool.yaml');
  const tekst = await readFile(bestand, 'utf8');
  const extra = '  claims: true\n  claims_reden: de koppeling leest userinfo niet\n';
  await writeFile(
    bestand,
    tekst.replace(/^id_token:\n/m, (kop) => kop + extra),
  );
}
