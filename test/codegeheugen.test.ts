import { spawnSync } from 'node:child_process';
import { chmod, cp, mkdir, mkdtemp, readdir, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';

/** The folder where Node keeps what it compiled. What stands there is run, so it matters who can write there. */

let map: string;
beforeEach(async () => {
  map = await mkdtemp(join(tmpdir(), 'leerid-code-'));
  await cp('src/start/codegeheugen.js', join(map, 'src/start/codegeheugen.js'));
  await writeFile(join(map, 'package.json'), '{"type":"module"}');
});
afterEach(() => rm(map, { recursive: true }));

const codemap = () => join(map, '.codegeheugen');

/** A process that loads the file: the folder that Node then uses, and what the process says. */
function laad(env: Record<string, string> = {}) {
  const vraag = `await import(process.argv[1]);
    process.stdout.write(process.getBuiltinModule('node:module').getCompileCacheDir() ?? 'geen');`;
  const { NODE_COMPILE_CACHE: _, ...omgeving } = process.env;
  const { stdout, stderr } = spawnSync(
    process.execPath,
    ['--input-type=module', '-e', vraag, join(map, 'src/start/codegeheugen.js')],
    {
      env: { ...omgeving, ...env },
      encoding: 'utf8',
    },
  );
  return { stdout, stderr };
}

describe('what Node compiled', () => {
  test('is kept in a folder of its own, where only this account can write', async () => {
    expect(laad()).toEqual({ stdout: expect.stringContaining(codemap()), stderr: '' });
    expect((await stat(codemap())).mode & 0o777).toBe(0o700);
    expect(laad().stdout).toContain(codemap());
  });

  test.each([0o770, 0o702, 0o777])(
    'is not used where the mode %o lets another account write, which is said',
    async (mode) => {
      await mkdir(codemap());
      await chmod(codemap(), mode);
      expect(laad()).toEqual({ stdout: 'geen', stderr: expect.stringMatching(/^\S+ wordt niet gebruikt: .*\n$/) });
    },
  );

  test('is not used by way of a link, which may lead anywhere', async () => {
    await mkdir(join(map, 'elders'), { mode: 0o700 });
    await symlink(join(map, 'elders'), codemap());
    expect(laad()).toMatchObject({ stdout: 'geen', stderr: expect.stringContaining('wordt niet gebruikt') });
  });

  test('is done without where no folder can be made', async () => {
    await writeFile(codemap(), '');
    expect(laad()).toEqual({ stdout: 'geen', stderr: '' });
  });

  test('stays in the folder that NODE_COMPILE_CACHE names', async () => {
    const elders = join(map, 'elders');
    expect(laad({ NODE_COMPILE_CACHE: elders }).stdout).toContain(elders);
    await expect(stat(codemap())).rejects.toThrow('ENOENT');
  });
});

describe('filled ahead', () => {
  const leerid = (...woorden: string[]) =>
    spawnSync(process.execPath, woorden, {
      env: { ...process.env, NODE_COMPILE_CACHE: codemap() },
      encoding: 'utf8',
    });
  const bestanden = async () => (await readdir(codemap(), { recursive: true })).filter((naam) => !naam.endsWith('-0'));

  test('it leaves nothing to compile for a command, and a broken one is compiled anew', async () => {
    expect(leerid('src/start/vul_codegeheugen.js')).toMatchObject({ status: 0, stdout: '', stderr: '' });
    const gevuld = await bestanden();
    expect(gevuld.length).toBeGreaterThan(1_000);
    const hulp = leerid('src/start/leerid.js', '--help');
    expect(hulp.status).toBe(0);
    // The file that was started is not among those that were filled.
    expect((await bestanden()).length - gevuld.length).toBeLessThanOrEqual(1);

    for (const naam of gevuld) {
      const pad = join(codemap(), naam);
      if ((await stat(pad)).isFile()) await writeFile(pad, 'kapot');
    }
    expect(leerid('src/start/leerid.js', '--help')).toMatchObject({ status: 0, stdout: hulp.stdout, stderr: '' });
  });
});
