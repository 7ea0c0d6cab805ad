import { bladhash } from '../../boom/blad.ts';
import { controleerInclusie } from '../../boom/inclusie.ts';
import type { Bevindingscode } from '../bevinding.ts';
import { beoordeelCheckpoint, type Checkpointoordeel, inhoudVan, type Vertrouwen } from '../checkpointoordeel.ts';
import type { Tlogbewijs } from './tlogbewijs.ts';

export interface Bewijsoordeel {
  omvang: number;
  /** Who cosigned the checkpoint, and when: seconds since 1970. */
  getuigen: Checkpointoordeel['getuigen'];
  /** What is wrong with it. */
  fout?: Bevindingscode | undefined;
}

/** Whether the row of a proof stands in the log, by keys that somebody trusts. */
export function controleerBewijs(
  { rij, plaats, hashes, checkpoint }: Tlogbewijs,
  vertrouwen: Vertrouwen,
): Bewijsoordeel {
  const inhoud = inhoudVan(checkpoint);
  if (!inhoud) return { omvang: 0, getuigen: [], fout: 'checkpoint_onleesbaar' };
  // The name of a key is the origin of its log.
  const origins = vertrouwen.sleutels.map(({ vkey }) => vkey.naam);
  const origin = origins.includes(inhoud.origin) ? inhoud.origin : (origins[0] ?? '');
  const { fout, getuigen } = beoordeelCheckpoint({ notitie: checkpoint }, origin, vertrouwen);
  const { omvang, wortel } = inhoud;
  const staatErin = controleerInclusie({ blad: bladhash(Buffer.from(rij)), plaats, omvang, bewijs: hashes, wortel });
  return { omvang, getuigen, fout: fout ?? (staatErin ? undefined : 'rij_niet_bewezen') };
}
