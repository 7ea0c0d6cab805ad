import { beoordeelProtocol } from '../../../src/protocol/geldigheid.ts';
import { alsVersietekst, type Protocol } from '../../../src/protocol/index.ts';
import type { Versietekst } from '../../../src/protocol/levensloop/versietekst.ts';
import type { Handtekeningoordeel } from '../../../src/protocol/ondertekening/handtekening.ts';
import { partijschema } from '../../../src/protocol/ondertekening/partij.ts';
import { protocolschema } from '../../../src/protocol/schema/schema.ts';
import { type Protocolbestand, voorbeeldprotocol } from './voorbeeldprotocol.ts';

/** What a test tells about one text of the act `voorbeeld`. */
export interface Tekstkeuze {
  hash: string;
  wijzig?: (protocol: Protocolbestand) => void;
  /** The moment at which each of its parties signs, or those of a few. */
  getekend?: string | Record<string, string>;
  gezien?: string;
  /** Whether it stands in the folder. */
  inMap?: boolean;
}

/** A text without a last day, so that a test says itself what ends it. */
export function tekstOp(dag: string, { hash, wijzig, getekend, gezien, inMap = true }: Tekstkeuze): Versietekst {
  const ruw = voorbeeldprotocol();
  ruw.looptijd = { artikel: 11 };
  wijzig?.(ruw);
  const protocol = protocolschema.parse(ruw);
  const oordelen = handtekeningen(protocol, getekend);
  const vandaag = Temporal.PlainDate.from(dag);
  const geldigheid = beoordeelProtocol({ protocol, oordelen, partijen: partijenVan(protocol), vandaag });
  return alsVersietekst(protocol, oordelen, {
    hash,
    gezien: gezien === undefined ? undefined : Temporal.Instant.from(gezien),
    geldigheid: inMap ? geldigheid : undefined,
  });
}

function handtekeningen({ partijen }: Protocol, getekend: Tekstkeuze['getekend'] = {}): Handtekeningoordeel[] {
  return partijen.flatMap(({ id, ondertekening }) => {
    const ondertekend_op = typeof getekend === 'string' ? getekend : getekend[id];
    if (ondertekening !== 'handtekening' || ondertekend_op === undefined) return [];
    return { geldig: true, partij: id, kid: `${id}-sleutel-1`, vingerafdruk: id, ondertekend_op };
  });
}

function partijenVan({ partijen }: Protocol) {
  return partijen.map(({ id, naam, kbo, vestigingseenheid }) =>
    partijschema.parse({ partij: id, naam, kbo, vestigingseenheid }),
  );
}
