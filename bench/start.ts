import { Bedieningsfout } from './bedieningsfout.ts';
import { maakConfig } from './config.ts';
import { leesVersies } from './keycloak/distributie.ts';
import { alsKop, beschrijf } from './machine.ts';
import { meetTegenKaal } from './onderdelen/aanmelden.ts';
import { meetAfmelden } from './onderdelen/afmelden.ts';
import { meetControle } from './onderdelen/controle.ts';
import { meetGroei } from './onderdelen/groei.ts';
import { meetKeycloak } from './onderdelen/keycloak.ts';
import { meetLevering } from './onderdelen/levering.ts';
import { meetLogkosten } from './onderdelen/logkosten.ts';
import type { Opstelling } from './onderdelen/opstelling.ts';
import { meetProcessen } from './onderdelen/processen.ts';
import { profileerAanmeldingen } from './onderdelen/profiel.ts';
import { meetProtocolpagina } from './onderdelen/protocolpagina.ts';
import { meetRegister } from './onderdelen/register.ts';
import { meetStart } from './onderdelen/start.ts';
import { meetWachtwoord } from './onderdelen/wachtwoord.ts';
import { HULP, leesOpties, type Opties } from './opties.ts';
import { startPostgres } from './postgres.ts';
import { startLader } from './systemen.ts';
import { alsTekst, eisSchrijfbaar, type Hoofdstuk, schrijfJson } from './verslag.ts';

/**
 * `npm run bench`: LeerID against the bare library, in one run on one machine. docs/bench.md explains how to
 * read it.
 */
async function bench(opties: Opties): Promise<void> {
  if (opties.onderdelen.includes('profiel')) return profileerAanmeldingen(opties);
  // Both are used last, and a wrong path must not be told only then.
  if (opties.json) await eisSchrijfbaar(opties.json);
  if (opties.keycloak) await leesVersies(opties.keycloak);
  await using cluster = await startPostgres();
  await using config = await maakConfig();
  await using lader = await startLader();
  const omgeving = beschrijf(opties, cluster);
  process.stdout.write(alsKop(omgeving));
  const hoofdstukken: Hoofdstuk[] = [];
  for await (const hoofdstuk of meetAlles({ opties, cluster, config, lader })) {
    hoofdstukken.push(hoofdstuk);
    process.stdout.write(alsTekst(hoofdstuk));
  }
  if (opties.json) await schrijfJson(opties.json, omgeving, hoofdstukken);
}

async function* meetAlles(opstelling: Opstelling): AsyncGenerator<Hoofdstuk> {
  const gekozen = new Set(opstelling.opties.onderdelen);
  const delen = { aanmelden: gekozen.has('aanmelden'), eindpunten: gekozen.has('eindpunten') };
  if (gekozen.has('start')) yield meetStart(opstelling);
  if (delen.aanmelden || delen.eindpunten) yield* await meetTegenKaal(opstelling, delen);
  if (gekozen.has('wachtwoord')) yield meetWachtwoord(opstelling);
  if (gekozen.has('groei')) yield meetGroei(opstelling);
  if (gekozen.has('register')) yield meetRegister(opstelling);
  if (gekozen.has('levering')) yield meetLevering(opstelling);
  if (gekozen.has('afmelden')) yield meetAfmelden(opstelling);
  if (gekozen.has('processen')) yield meetProcessen(opstelling);
  if (gekozen.has('protocolpagina')) yield meetProtocolpagina(opstelling);
  if (gekozen.has('logkosten')) yield meetLogkosten(opstelling);
  if (gekozen.has('controle')) yield meetControle(opstelling);
  const { keycloak } = opstelling.opties;
  if (gekozen.has('keycloak') && keycloak) yield meetKeycloak(opstelling, keycloak);
}

/** What was meant for an operator is told without a stack; anything else is a fault of the bench. */
function foutmelding(fout: unknown): unknown {
  return fout instanceof Bedieningsfout ? fout.message : fout;
}

const woorden = process.argv.slice(2);
try {
  if (woorden.includes('--help')) process.stdout.write(HULP);
  else await bench(leesOpties(woorden));
} catch (fout) {
  console.error(foutmelding(fout));
  // At once, because the hooks of the embedded PostgreSQL end the process with a code of their own.
  process.exit(1);
}
