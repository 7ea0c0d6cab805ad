import type { Klok } from '../../../klok.ts';
import type { Database } from '../../../store/index.ts';
import type { Gelegenheid, Ontvangst } from '../../deurwoorden.ts';
import { maakLeveringssleutel } from '../inhoud/leveringszegel.ts';
import { Leveringsbezwaar } from '../rij/leveringsbezwaar.ts';
import type { Leveraar, Levering } from '../rij/leveringstand.ts';
import { laatsteDag } from './laatste_dag.ts';
import type { LeverbaarDeel } from './leverbaar_deel.ts';

export interface Leveringsbenodigdheden {
  /** Unless told, `vul_levering.ts` says how many. */
  lijnenPerDeel?: number | undefined;
  db: Database;
  klok: Klok;
  /** The master key: it seals the key of each delivery. */
  hoofdsleutel: string;
  /** How long the content of a delivery waits for a confirmation. */
  termijn: Temporal.Duration;
}

/** To whom, under which text of which act, and what can be in it. */
export interface Leveringsgrond
  extends Pick<Ontvangst, 'protocol' | 'protocolHash' | 'deel' | 'ontvanger' | 'clientId'>,
    Pick<LeverbaarDeel, 'codes' | 'artikelen'> {}

export interface Leveringsopdracht {
  /** Made by the caller, who holds its lock before the row can be seen (`leveringsslot.ts`). */
  id: string;
  grond: Leveringsgrond;
  stroom: Gelegenheid['stroom'];
  /** The occasion, in words of the operator: "toetsronde 2027". */
  naam: string;
  wie: Leveraar;
}

/** A delivery that was just opened, with the key of its content. */
export interface OpenLevering {
  levering: Levering;
  sleutel: Buffer;
}

const BESTAAT_AL = '23505';

/**
 * Opens a delivery of today. Two nodes or operators may do so at once: the database lets one of them.
 * @throws Leveringsbezwaar when this recipient has one already
 */
export async function openLevering(
  { db, klok, hoofdsleutel, termijn }: Leveringsbenodigdheden,
  { id, grond, stroom, naam, wie }: Leveringsopdracht,
): Promise<OpenLevering> {
  const { protocol, protocolHash, deel, ontvanger, clientId, codes, artikelen } = grond;
  const vandaag = klok.vandaag();
  const { sleutel, verzegeld } = maakLeveringssleutel(hoofdsleutel, id);
  const levering = await db
    .insertInto('leveringen')
    .values({
      id,
      protocol: protocol.protocol,
      protocol_hash: protocolHash,
      ontvanger,
      client_id: clientId ?? null,
      stroom,
      naam,
      dag: vandaag.toString(),
      gegevens: codes,
      artikelen,
      wie_soort: wie.soort,
      wie_id: wie.id,
      geopend_op: klok.nu().toString(),
      uiterlijk: laatsteDag({ protocol, deel, vandaag, termijn }).toString(),
      formaat: 'ndjson',
      sleutel: verzegeld,
    })
    .returningAll()
    .executeTakeFirstOrThrow()
    .catch((fout) => {
      throw fout.code === BESTAAT_AL ? bezwaarVan(fout.constraint, protocol.protocol, ontvanger) : fout;
    });
  return { levering, sleutel };
}

function bezwaarVan(sleutel: string, protocol: string, ontvanger: string): Leveringsbezwaar {
  if (sleutel === 'een_eenmalige_levering')
    return new Leveringsbezwaar(
      'eenmalig_gebeurd',
      `${protocol}: de eenmalige levering aan ${ontvanger} staat open of is al gebeurd: leerid levering toon`,
    );
  return new Leveringsbezwaar(
    'levering_bestaat',
    `${protocol}: voor ${ontvanger} is er vandaag al een levering: leerid levering toon`,
  );
}
