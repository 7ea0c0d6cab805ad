import { expect, test } from '@jest/globals';
import { leesCheckpoints, leesLaatsteCheckpoint } from '../../../src/privacy/zegel/checkpointrijen.ts';
import { zorgVoorLogsleutel } from '../../../src/privacy/zegel/logsleutels.ts';
import { verzegelLog } from '../../../src/privacy/zegel/verzegel.ts';
import { eisHeelLog } from '../../opzet/database/logboom.ts';
import { schrijfLogrijen } from '../../opzet/database/logrijen.ts';
import { maakTestdatabase } from '../../opzet/database/testdatabase.ts';
import { maakRegister } from '../../opzet/register/maak_register.ts';
import { geldigeRegel } from '../../opzet/register/voorbeeldregels.ts';

/** What goes on while rows come under checkpoints. */

const HOOFDSLEUTEL = 'h'.repeat(43);
const ORIGIN = 'leerid.example/privacylog';
const NU = Temporal.Instant.from('2026-11-23T09:00:00Z');

test('the clock moves back and forth: each checkpoint still follows the one before', async () => {
  const { db, weg } = await maakTestdatabase();
  try {
    await zorgVoorLogsleutel(db, HOOFDSLEUTEL, ORIGIN, NU);
    const uren = [0, 5, -3, 40, -40, 1];
    for (const [i, hours] of uren.entries()) {
      const nu = () => NU.add({ hours });
      await schrijfLogrijen(db, 100, nu().toString());
      await verzegelLog({ db, hoofdsleutel: HOOFDSLEUTEL, nu });
      expect((await leesLaatsteCheckpoint(db))?.omvang).toBe(100 * (i + 1));
    }
    expect((await leesCheckpoints(db, 0, 10)).map(({ omvang }) => omvang)).toEqual([100, 200, 300, 400, 500, 600]);
    await eisHeelLog(db, ORIGIN);
  } finally {
    await weg();
  }
});

test('a load of the register is under way: rows are sealed before it is over', async () => {
  const register = await maakRegister();
  const { db } = register;
  try {
    await zorgVoorLogsleutel(db, HOOFDSLEUTEL, ORIGIN, NU);
    let verzegeld: number | undefined;
    const naVerandering = async () => {
      await schrijfLogrijen(db, 300);
      await verzegelLog({ db, hoofdsleutel: HOOFDSLEUTEL, nu: () => NU });
      verzegeld = (await leesLaatsteCheckpoint(db))?.omvang;
    };
    await register.laad(
      { peildatum: '2026-11-22', inschrijvingen: [geldigeRegel()] },
      { toch: true },
      { naVerandering },
    );
    expect(verzegeld).toBe(300);
    await eisHeelLog(db, ORIGIN);
  } finally {
    await register.weg();
  }
});
