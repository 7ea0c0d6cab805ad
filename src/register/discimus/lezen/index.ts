/** From the files of a delivery to lines in the workspace. */
export { isGevolgd } from './bekende_regels.ts';
export { GeweigerdeLevering, type Leveringsweigering } from './geweigerde_levering.ts';
export { KOLOMMEN } from './leveringskolommen.ts';
export { leesManifest, type Manifest } from './manifest.ts';
export { neemOp, type Opgenomen, type Opnemer } from './opnemen.ts';
