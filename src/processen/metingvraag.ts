import { omBeurt } from '../store/index.ts';

/** Milliseconds. The first process itself waits two seconds for a process that hangs. */
const GEDULD = 5_000;

export interface Metingvraag {
  /**
   * The figures of all processes. Those who ask at once share an answer.
   * @throws ETIMEDOUT when the first process says nothing, which `/metrics` answers with 503
   */
  lees(): Promise<string>;
  /** The answer of the first process to question `nummer`. One that comes too late is nobody's. */
  kwamen(nummer: number, tekst: string): void;
}

/** @param vraag asks the first process for the figures of all */
export function maakMetingvraag(vraag: (nummer: number) => void, geduld = GEDULD): Metingvraag {
  let nummer = 0;
  let antwoord = Promise.withResolvers<string>();
  const lees = omBeurt(() => {
    antwoord = Promise.withResolvers();
    const { promise, reject } = antwoord;
    const zwijgt = Object.assign(new Error('het hoofdproces gaf geen cijfers'), { code: 'ETIMEDOUT' });
    const wekker = setTimeout(() => reject(zwijgt), geduld);
    vraag(++nummer);
    return promise.finally(() => clearTimeout(wekker));
  });
  return {
    lees,
    kwamen(welke, tekst) {
      if (welke === nummer) antwoord.resolve(tekst);
    },
  };
}
