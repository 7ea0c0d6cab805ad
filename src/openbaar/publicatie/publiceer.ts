import {
  deelVoorOntvanger,
  type Levensloop,
  type Protocol,
  type Versiestand,
  verschilVan,
  type Wijziging,
} from '../../protocol/index.ts';
import type { Registertekst } from '../feiten/registertekst.ts';
import type {
  Levensfase,
  Publicatie,
  Toepassingsvermelding,
  Versievermelding,
  Versiewijziging,
} from './publicatieschema.ts';
import { PADEN, protocolpad, versiepad } from './registerpaden.ts';

/** What the register is made from. It reads nothing else. */
export interface Registerfeiten {
  issuer: string;
  demo: boolean;
  levenslopen: readonly Levensloop[];
  /** By hash. */
  bewaard: ReadonlyMap<string, Registertekst>;
  toepassingen: readonly Toepassingsvermelding[];
}

/** What the register publishes of one protocol, with its texts by hash. */
export interface Uitgave {
  publicatie: Publicatie;
  teksten: ReadonlyMap<string, { akte: Protocol; bewaard: Registertekst | undefined }>;
}

/**
 * Publishes what is signed, and only that: the law asks for the agreement (S0 recital E), and a draft is none yet.
 * docs/keuzes/openbaar.md#what-is-signed-is-published-a-draft-is-not
 */
export function publiceer(feiten: Registerfeiten): Uitgave[] {
  return feiten.levenslopen
    .flatMap((levensloop) => uitgave(levensloop, feiten) ?? [])
    .toSorted((een, ander) => een.publicatie.akte.titel.localeCompare(ander.publicatie.akte.titel, 'nl'));
}

function uitgave(levensloop: Levensloop, feiten: Registerfeiten): Uitgave | undefined {
  const { issuer, demo, bewaard, toepassingen } = feiten;
  const { naam } = levensloop;
  const versies = levensloop.versies.filter(isOpenbaar).toReversed();
  const tekst = versies.find(({ hash }) => hash === levensloop.tekst?.hash) ?? versies[0];
  if (!tekst) return undefined;
  return {
    publicatie: {
      $schema: `${issuer}${PADEN.protocolschema}`,
      naam,
      adres: `${issuer}${protocolpad(naam)}`,
      verzonnen: demo,
      levensloop: levensfase(levensloop, tekst, versies),
      versie: tekst.hash,
      akte: tekst.protocol,
      toepassingen: toepassingen
        .filter(({ protocol }) => protocol === naam)
        .map((een) => onderAkte(een, tekst.protocol, levensloop)),
      versies: versies.map((versie, plaats) => versievermelding(naam, versie, versies[plaats + 1], feiten)),
    },
    teksten: new Map(versies.map(({ hash, protocol }) => [hash, { akte: protocol, bewaard: bewaard.get(hash) }])),
  };
}

/** The folder may hold a text that nobody signed. An application gets nothing that the published one does not list. */
function onderAkte(toepassing: Toepassingsvermelding, akte: Protocol, { einde }: Levensloop): Toepassingsvermelding {
  const deel = new Set(deelVoorOntvanger(akte, toepassing.ontvanger)?.gegevens.map(({ code }) => code));
  const tot = einde && { tot: einde.vanaf.subtract({ days: 1 }).toString() };
  return { ...toepassing, gegevens: toepassing.gegevens.filter((code) => deel.has(code)), ...tot };
}

/** Signed by all, and no text that its parties could not agree on in this way. */
function isOpenbaar({ fase, geldigheid }: Versiestand): boolean {
  return fase !== 'ontwerp' && (geldigheid.in_werking || geldigheid.reden !== 'geen_opvolger');
}

function levensfase(
  { opzegging, einde, komt }: Levensloop,
  { fase }: Versiestand,
  versies: readonly Versiestand[],
): Levensfase {
  const van = versies.at(-1)?.begint?.toString();
  const opvolger = komt.find(({ wat }) => wat === 'wordt_vervangen');
  return {
    fase: fase === 'ontwerp' ? 'gesloten' : fase,
    ...(van === undefined ? {} : { van }),
    ...(opvolger ? { opvolger_vanaf: opvolger.dag.toString() } : {}),
    ...(opzegging?.door && opzegging.ontvangen
      ? {
          opzegging: {
            door: opzegging.door,
            ontvangen: opzegging.ontvangen.toString(),
            eindigt_op: opzegging.vanaf.toString(),
          },
        }
      : {}),
    ...(einde
      ? { einde: { op: einde.vanaf.toString(), grond: einde.grond, ...(einde.door ? { door: einde.door } : {}) } }
      : {}),
  };
}

function versievermelding(
  naam: string,
  versie: Versiestand,
  vorige: Versiestand | undefined,
  { issuer, bewaard }: Registerfeiten,
): Versievermelding {
  const { hash, fase, begint, eindigt } = versie;
  const tekst = bewaard.get(hash);
  const adres = `${issuer}${versiepad(naam, hash)}`;
  return {
    hash,
    fase: fase === 'ontwerp' ? 'gesloten' : fase,
    ...(begint ? { van: begint.toString() } : {}),
    ...(eindigt ? { tot: eindigt.subtract({ days: 1 }).toString() } : {}),
    adres,
    ...(tekst ? { bestand: { yaml: `${adres}.yaml`, jws: `${adres}.jws.json` } } : {}),
    ...(vorige ? { wijzigingen: verschilVan(vorige.protocol, versie.protocol).map(alsVersiewijziging) } : {}),
    handtekeningen: (tekst?.tekenaars ?? []).map(({ partij, ondertekend_op, vingerafdruk }) => ({
      ...{ partij, ondertekend_op, vingerafdruk },
    })),
  };
}

function alsVersiewijziging({ voorLeerlingen, zin }: Wijziging): Versiewijziging {
  return { voor_leerlingen: voorLeerlingen, zin };
}
