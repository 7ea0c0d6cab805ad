import { verify } from '@node-rs/argon2';
import { argument, beantwoord } from './kind.ts';

/**
 * Only argon2id verifications, as many at a time as LeerID does. This is the yardstick for a password sign-in.
 */
const { wachtwoord, tegelijk } = argument<{ wachtwoord: string; tegelijk: number }>();

beantwoord({
  async meet({ hash, ms }: { hash: string; ms: number }): Promise<{ aantal: number; ms: number }> {
    const begin = performance.now();
    let aantal = 0;
    const loop = async () => {
      for (; performance.now() - begin < ms; aantal++) {
        if (!(await verify(hash, wachtwoord))) throw new Error('de hash klopt niet');
      }
    };
    await Promise.all(Array.from({ length: tegelijk }, loop));
    return { aantal, ms: performance.now() - begin };
  },
});
