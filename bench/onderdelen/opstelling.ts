import type { Benchconfig } from '../config.ts';
import type { Kind } from '../kind.ts';
import type { Opties } from '../opties.ts';
import type { Cluster } from '../postgres.ts';

/** What all parts of one run share: one PostgreSQL, one configuration, one load driver. */
export interface Opstelling {
  opties: Opties;
  cluster: Cluster;
  config: Benchconfig;
  lader: Kind;
}
