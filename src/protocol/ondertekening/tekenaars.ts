import type { Protocol } from '../schema/schema.ts';
import { type Handtekeningoordeel, tekenaarsOp } from './handtekening.ts';

/** The parties that have to sign the act itself; a school declares, on its own paper. */
export function ondertekenaars({ partijen }: Pick<Protocol, 'partijen'>): string[] {
  return partijen.filter(({ ondertekening }) => ondertekening === 'handtekening').map(({ id }) => id);
}

/**
 * The act as its parties signed it, in force or not; nothing where somebody changed it since, or put another act in its place. Signatures
 * beside theirs, and what else is wrong in the folder, make these bytes no less theirs.
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
