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
