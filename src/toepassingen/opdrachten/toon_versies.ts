import { type Bestandsuitkomst, metDatabase, minuut, type Uitkomst } from '../../terminal/index.ts';
import { type Keuring, keurVersie, leesVersie, leesVersies, type Versie } from '../index.ts';
import { tekenregel } from './tekenregel.ts';

/** The acts behind the hashes of the privacy log, including those that no folder has any more. */

/** Each version that was in force on some day, with who signed it. */
export async function toonVersies(naam?: string): Promise<Uitkomst> {
  const versies = await metDatabase((db) => leesVersies(db, naam));
  if (versies.length) return { regels: await Array.fromAsync(versies, toonRegel), goed: true };
  return naam === undefined
    ? { regels: ['nog geen versies: een node bewaart een akte zodra ze in werking is'], goed: true }
    : { regels: [`van protocol "${naam}" is geen versie bewaard`], goed: false };
}

async function toonRegel(versie: Versie): Promise<string> {
  return regelVan(versie, await keurVersie(versie));
}

function regelVan({ hash, protocol, eerst_gezien_op }: Versie, { geldig }: Keuring): string {
  const tekenaars = [...new Set(geldig.map(({ partij }) => partij))].join(', ') || 'niemand';
  return `${hash}  ${protocol}  in werking gezien vanaf ${minuut(eerst_gezien_op)}, getekend door ${tekenaars}`;
}

/** The bytes of one version, and whether they and their signatures are unchanged. */
export async function toonVersie(hash: string): Promise<Bestandsuitkomst> {
  const versie = await metDatabase((db) => leesVersie(db, hash.toLowerCase()));
  if (!versie) return { bytes: new Uint8Array(), regels: onbekend(hash), goed: false };
  const keuring = await keurVersie(versie);
  const { geldig, bezwaren, terzijde } = keuring;
  const goed = bezwaren.length === 0;
  return {
    bytes: versie.bytes,
    regels: [
      `${goed ? '✓' : '✗'} ${regelVan(versie, keuring)}`,
      ...geldig.map(tekenregel),
      ...bezwaren.map((een) => `    ✗ ${een}`),
      ...terzijde.map((een) => `    telt niet mee: ${een}`),
    ],
    goed,
  };
}

function onbekend(hash: string): string[] {
  if (!/^[0-9a-f]{64}$/i.test(hash)) return [`"${hash}" is geen hash: 64 tekens, 0 tot 9 en a tot f`];
  return [
    `onbekend: van ${hash} is geen akte bewaard`,
    '    staat ze in het privacylog, dan is die regel van voor LeerID akten bewaarde; de partijen hebben het stuk zelf',
  ];
}
