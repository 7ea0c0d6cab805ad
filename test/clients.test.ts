import { readFile } from 'node:fs/promises';
import { expect, test } from '@jest/globals';
import { CLIENTS } from '../clients/lijst.ts';

/** `npm run clients` itself downloads other people's libraries, so it is not part of the tests. */

test('the table of settings has a row for each client that is tried, at the version that is pinned', async () => {
  const tabel = await readFile('docs/toepassingen.md', 'utf8');
  const lijsten = ['clients/node/package.json', 'clients/python/requirements.txt', 'clients/grond.ts'];
  const gepind = (await Promise.all(lijsten.map((lijst) => readFile(lijst, 'utf8')))).join('\n');
  for (const { naam, grond } of CLIENTS) {
    const [, versie] = new RegExp(`^\\| ${naam} ([\\d.]+) +\\|`, 'm').exec(tabel) ?? [];
    expect([naam, versie]).toEqual([naam, expect.any(String)]);
    // The machine must bring Apache and its module.
    if (grond !== 'apache')
      expect(gepind).toMatch(new RegExp(`${naam}[^\\n]*[ "=v]${versie?.replaceAll('.', '\\.')}\\b`));
  }
});

test('what a dossier has to say for a client is what the table says', async () => {
  const tabel = await readFile('docs/toepassingen.md', 'utf8');
  for (const { naam, dossier } of CLIENTS) {
    const rij = tabel.split('\n').find((regel) => regel.startsWith(`| ${naam} `)) ?? '';
    expect([naam, rij.includes('pkce: vrijgesteld_mits_nonce')]).toEqual([
      naam,
      dossier.pkce === 'vrijgesteld_mits_nonce',
    ]);
    expect([naam, rij.includes('ruimere_scopes: negeren')]).toEqual([naam, dossier.ruimere_scopes === 'negeren']);
  }
});
