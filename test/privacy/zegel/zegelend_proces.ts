import { verzegelLog } from '../../../src/privacy/zegel/verzegel.ts';
import { openDatabase } from '../../../src/store/index.ts';

/** A process that seals without pause, to be killed in the middle of it. It gets its settings as the server does. */

const { DATABASE_URL = '', LEERID_MASTER_KEY = '' } = process.env;
const db = openDatabase(DATABASE_URL, () => {}, { verbindingen: 1, opzoeken: true });
for (;;) {
  // Nobody writes, or PostgreSQL is gone: it tries again.
  await verzegelLog({ db, hoofdsleutel: LEERID_MASTER_KEY, nu: () => Temporal.Now.instant() }).catch(() => {});
  await new Promise((klaar) => setTimeout(klaar, 5));
}
