import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';

/** Parent and child processes exchange questions and answers over IPC, one at a time. */

type Vraag = { naam: string; inhoud: unknown };
type Antwoord = { uit: unknown } | { fout: string };

export interface Kind extends AsyncDisposable {
  pid: number;
  vraag<T>(naam: string, inhoud?: unknown): Promise<T>;
}

export interface Start {
  /** What the process must know, as JSON in its first argument. */
  argument?: unknown;
  env?: Record<string, string>;
  execArgv?: string[];
}

/**
 * Starts a process and waits until it says that it is ready. Its standard output goes to /dev/null: LeerID
 * logs as in production, but nobody reads it.
 */
export async function startKind(bestand: string, { argument, env, execArgv = [] }: Start = {}): Promise<Kind> {
  const proces = fork(bestand, [JSON.stringify(argument ?? null)], {
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    execArgv,
    env: { ...process.env, NODE_ENV: 'production', ...env },
  });
  let klachten = '';
  proces.stderr?.setEncoding('utf8').on('data', (stuk) => {
    klachten = (klachten + stuk).slice(-4000);
  });
  const beeindigd = once(proces, 'exit');
  const antwoord = async () => {
    const bericht = once(proces, 'message').then(([een]) => een as Antwoord);
    const einde = beeindigd.then(([code, signaal]): Antwoord => ({ fout: `stopte met ${signaal ?? `code ${code}`}` }));
    const gekregen = await Promise.race([bericht, einde]);
    if ('fout' in gekregen) throw new Error(`${bestand}: ${gekregen.fout}\n${klachten}`);
    return gekregen.uit;
  };
  await antwoord();
  return {
    pid: proces.pid ?? 0,
    async vraag<T>(naam: string, inhoud: unknown = null) {
      const wacht = antwoord();
      proces.send({ naam, inhoud } satisfies Vraag);
      return (await wacht) as T;
    },
    [Symbol.asyncDispose]: () => stop(proces, beeindigd),
  };
}

async function stop(proces: ChildProcess, beeindigd: Promise<unknown>): Promise<void> {
  if (proces.exitCode === null && proces.signalCode === null) proces.kill('SIGKILL');
  await beeindigd;
}

/**
 * In a child process: says that it is ready, and answers questions from then on. It ends when the parent is
 * gone.
 */
// biome-ignore lint/suspicious/noExplicitAny: what goes over IPC is JSON, both ends of it stand in this folder
export function beantwoord(vragen: Record<string, (inhoud: any) => unknown>): void {
  process.on('message', ({ naam, inhoud }: Vraag) => {
    Promise.resolve(inhoud)
      .then(vragen[naam] ?? (() => Promise.reject(new Error(`onbekende vraag ${naam}`))))
      .then((uit) => process.send?.({ uit: uit ?? null }))
      .catch((fout: Error) => process.send?.({ fout: fout.stack ?? fout.message }));
  });
  process.on('disconnect', () => process.exit());
  process.send?.({ uit: 'klaar' });
}

/** In a child process: the argument that the parent gave. */
export function argument<T>(): T {
  return JSON.parse(process.argv[2] ?? 'null') as T;
}
