import {
  beoordeelHandtekeningen,
  type Handtekeningoordeel,
  hashVan,
  leesProtocol,
  ondertekenaars,
  type Protocol,
  publiekeSleutel,
  uitlegVan,
} from '../../protocol/index.ts';
import type { Versie } from './versies.ts';

/** The verdict on a version that was read back. It is judged anew, from what was kept alone. */
export interface Keuring {
  /** Undefined where this version of LeerID can't read the act. */
  akte: Protocol | undefined;
  geldig: Extract<Handtekeningoordeel, { geldig: true }>[];
  bezwaren: string[];
  /** Signatures beside it that do not count. Anybody who may add a row could have put them there. */
  terzijde: string[];
}

/**
 * Judges each signature by the key that was kept with it, because a key name may have been given to another
 * key since. The version is sound when each party that must sign did.
 */
export async function keurVersie(versie: Versie): Promise<Keuring> {
  const { hash, protocol, bytes } = versie;
  const akte = leesProtocol(protocol, bytes).waarde;
  const oordelen = await beoordeel(versie);
  const nodig = akte && ondertekenaars(akte);
  const klopt = oordelen.filter((oordeel) => oordeel.geldig);
  const geldig = klopt.filter(({ partij }) => !nodig || nodig.includes(partij));
  const zonder = nodig?.filter((id) => !geldig.some(({ partij }) => partij === id)) ?? [];
  return {
    akte,
    geldig,
    bezwaren: [
      ...(hashVan(bytes) === hash ? [] : [`de SHA-256 van de bytes is ${hashVan(bytes)}`]),
      ...(!akte || akte.protocol === protocol ? [] : [`het is een akte van "${akte.protocol}"`]),
      ...(geldig.length ? [] : [oordelen.length ? 'geen enkele handtekening klopt' : 'er staat geen handtekening bij']),
      ...zonder.map((id) => `geen geldige handtekening van ${id}`),
    ],
    terzijde: [
      ...oordelen.flatMap((oordeel) => (oordeel.geldig ? [] : uitlegVan(oordeel))),
      ...klopt.flatMap((een) => (geldig.includes(een) ? [] : `ondertekend door "${een.partij}", die geen partij is`)),
      ...(akte ? [] : ['deze versie van LeerID leest de akte niet: wie moest tekenen, is niet nagekeken']),
    ],
  };
}

async function beoordeel({ bytes, handtekeningen }: Versie): Promise<Handtekeningoordeel[]> {
  const oordelen = await Promise.all(
    handtekeningen.map(({ partij, sleutel, protected: beschermd, signature }) => {
      const sleutels = publiekeSleutel.array().safeParse([sleutel]).data ?? [];
      return beoordeelHandtekeningen(bytes, { signatures: [{ protected: beschermd, signature }] }, [
        { partij, sleutels },
      ]);
    }),
  );
  return oordelen.flat();
}
