import type { Protocol } from '../schema/schema.ts';
import { type Handtekeningoordeel, tekenaarsOp } from './handtekening.ts';

/** The parties that must sign the act itself. A school does not: it signs a declaration of its own. */
export function ondertekenaars({ partijen }: Pick<Protocol, 'partijen'>): string[] {
  return partijen.filter(({ ondertekening }) => ondertekening === 'handtekening').map(({ id }) => id);
}

/**
 * The act as its parties signed it, whether it is in force or not. Undefined where somebody changed or
 * replaced the file since. Extra signatures and other faults in the folder do not matter here: the parties
 * still signed these bytes.
 */
export function getekendeAkte(
  {
    naam,
    protocol,
    oordelen,
  }: { naam: string; protocol: Protocol | undefined; oordelen: readonly Handtekeningoordeel[] },
  vandaag: Temporal.PlainDate,
): Protocol | undefined {
  if (protocol?.protocol !== naam) return undefined;
  const [nodig, getekend] = [ondertekenaars(protocol), tekenaarsOp(oordelen, vandaag)];
  return nodig.length > 0 && nodig.every((id) => getekend.has(id)) ? protocol : undefined;
}

/** When each party that must sign did: its stamp under the act, or else its first signature under our file. */
export function getekendOp(
  { partijen }: Pick<Protocol, 'partijen'>,
  oordelen: readonly Handtekeningoordeel[],
): Temporal.Instant[] {
  return partijen
    .filter(({ ondertekening }) => ondertekening === 'handtekening')
    .flatMap(({ id, getekend_op }) =>
      getekend_op ? Temporal.Instant.from(getekend_op) : (eersteHandtekening(oordelen, id) ?? []),
    );
}

function eersteHandtekening(oordelen: readonly Handtekeningoordeel[], partij: string): Temporal.Instant | undefined {
  return oordelen
    .flatMap((oordeel) =>
      oordeel.geldig && oordeel.partij === partij ? Temporal.Instant.from(oordeel.ondertekend_op) : [],
    )
    .toSorted(Temporal.Instant.compare)[0];
}
