import { globSync, readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';

/** Only one file knows the insides of oidc-provider. It is read again for each new version of the library. */

const KENNER = 'src/oidc/bibliotheek/binnenwerk.ts';

const BINNENWERK: Record<string, RegExp> = {
  'the context of its own request': /\bProvider\.ctx\b/,
  'what it collects while it answers': /\bentities\b/,
  'its context under another type': /as unknown as (?:Koa\.)?(?:Context|KoaContextWithOIDC)\b/,
  'its cookies': /\bcookieName\b/,
  'fields that its types hide': /\boldId\b|\basymmetricKeyStore\b|\bprototype\b/,
  'its pages': /Submitting Callback/,
  'its private files': /['"]oidc-provider\/|node_modules\/oidc-provider/,
};

const bron = globSync('src/**/*.{js,ts}').map((bestand) => ({ bestand, tekst: readFileSync(bestand, 'utf8') }));

test.each(Object.entries(BINNENWERK))('%s', (_wat, patroon) => {
  const kenners = bron.filter(({ tekst }) => patroon.test(tekst)).map(({ bestand }) => bestand);
  expect(kenners.filter((bestand) => bestand !== KENNER)).toEqual([]);
});

test('what is looked for is there, but for private files, which nobody needs', () => {
  const eigen = readFileSync(KENNER, 'utf8');
  const gevonden = Object.keys(BINNENWERK).filter((wat) => BINNENWERK[wat]?.test(eigen));
  expect(gevonden).toEqual(Object.keys(BINNENWERK).filter((wat) => wat !== 'its private files'));
});
