import { controleerLog } from '../../src/privacy/controle/controleer_log.ts';
import { maakBenchlog } from './benchlog.ts';

/** Checks a log of so many rows, and says how much memory the process had at most, in KiB. */

const { bron, vkey } = maakBenchlog(Number(process.argv[2]));
const { rijen, aantalBevindingen } = await controleerLog({
  bron,
  vertrouwen: { sleutels: [{ vkey }], getuigen: [] },
  getuigen: [],
  bewaard: [],
  bewaring: { termijn: Temporal.Duration.from('P10Y'), nu: Temporal.Now.instant() },
  draden: 1,
  meld() {},
});
if (aantalBevindingen || rijen !== Number(process.argv[2]))
  throw new Error('de controle vindt fouten in een log dat heel is');
process.stdout.write(String(process.resourceUsage().maxRSS));
