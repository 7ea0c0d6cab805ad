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

/** What a version that was read back turns out to be: judged anew, by nothing but what was kept. */
export interface Keuring {
  /** Nothing where this version of LeerID can't read it. */
  akte: Protocol | undefined;
  geldig: Extract<Handtekeningoordeel, { geldig: true }>[];
  bezwaren: string[];
  /** What stands beside it and counts for nothing: anybody who may add a row could have put it there. */
  terzijde: string[];
}

/** Each signature by its own key: a name of a key may have been given anew since. It is sound when each party that has to sign did. */
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
