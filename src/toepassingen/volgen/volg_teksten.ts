import type { GelezenBestand, Levensloop } from '../../protocol/index.ts';
import { kiesTekst, type Toepassing, type Toepassingen } from '../dossiers/lees_toepassingen.ts';

/** Each application under each text of its act, and under the one that counts today. */
export interface Teksten {
  /**
   * Takes over what was read last.
   * @param bruikbaar which applications may be used, by client_id
   * @param levend the application as others see it, whose judgement follows what this node knows
   */
  neemOver(
    gelezen: Pick<Toepassingen, 'perTekst'>,
    bruikbaar: ReadonlySet<string>,
    levend: (clientId: string, toepassing: Toepassing) => Toepassing,
  ): void;
  /** Under the texts of today, as they were read. */
  gelezen(): ReadonlyMap<string, Toepassing>;
  /** Under the texts of today, as others see them. Another text takes over at the first second of its day. */
  vanVandaag(): ReadonlyMap<string, Toepassing>;
  /**
   * An application under one text of its act, also one that was replaced. Undefined where this node never read
   * that text, or forgot it.
   */
  onderTekst(clientId: string, hash: string): Toepassing | undefined;
}

interface Aansluiting {
  gelezen: Toepassing;
  levend: Toepassing;
}

type PerClient = ReadonlyMap<string, ReadonlyMap<string, GelezenBestand<Aansluiting>>>;

/** @param lopen the lives of the acts. Another map means that something changed, or that another day began */
export function volgTeksten(lopen: () => ReadonlyMap<string, Levensloop>): Teksten {
  let perClient: PerClient = new Map();
  /** The text that counted last, where the folder has it no longer: tokens that were given under it still live. */
  const vroeger = new Map<string, Toepassing>();
  let keuze: { bij: ReadonlyMap<string, Levensloop>; gekozen: Map<string, Aansluiting> } | undefined;
  const gekozen = () => {
    const bij = lopen();
    if (keuze?.bij !== bij) keuze = { bij, gekozen: kies(perClient, bij) };
    return keuze.gekozen;
  };
  const deel = (welke: keyof Aansluiting) => {
    let bekend: { uit: Map<string, Aansluiting>; kaart: ReadonlyMap<string, Toepassing> } | undefined;
    return () => {
      const uit = gekozen();
      if (bekend?.uit !== uit) bekend = { uit, kaart: new Map([...uit].map(([id, een]) => [id, een[welke]])) };
      return bekend.kaart;
    };
  };
  return {
    neemOver(nieuw, bruikbaar, levend) {
      for (const [clientId, { gelezen }] of keuze?.gekozen ?? []) vroeger.set(clientId, gelezen);
      perClient = new Map(
        [...nieuw.perTekst].flatMap(([clientId, teksten]) => {
          const metLevend = ({ waarde, fouten }: GelezenBestand<Toepassing>): GelezenBestand<Aansluiting> =>
            waarde ? { waarde: { gelezen: waarde, levend: levend(clientId, waarde) }, fouten: [] } : { fouten };
          const aansluitingen = new Map([...teksten].map(([hash, een]) => [hash, metLevend(een)]));
          return bruikbaar.has(clientId) ? [[clientId, aansluitingen] as const] : [];
        }),
      );
      keuze = undefined;
    },
    gelezen: deel('gelezen'),
    vanVandaag: deel('levend'),
    onderTekst(clientId, hash) {
      const inMap = perClient.get(clientId)?.get(hash)?.waarde?.gelezen;
      const eerder = vroeger.get(clientId);
      return inMap ?? (eerder?.protocolHash === hash ? eerder : undefined);
    },
  };
}

function kies(perClient: PerClient, lopen: ReadonlyMap<string, Levensloop>): Map<string, Aansluiting> {
  return new Map(
    [...perClient].flatMap(([clientId, teksten]) => {
      const akte = [...teksten.values()].find(({ waarde }) => waarde)?.waarde?.gelezen.dossier.protocol;
      const { waarde } = kiesTekst(teksten, akte === undefined ? undefined : lopen.get(akte)) ?? {};
      return waarde ? [[clientId, waarde] as const] : [];
    }),
  );
}
