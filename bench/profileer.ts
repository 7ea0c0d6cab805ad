import { type Profiler, Session } from 'node:inspector/promises';

/** Self time in ms, by function and by the package that called it. */
export interface Profiel {
  functies: Zelftijd[];
  pakketten: Zelftijd[];
}

export interface Zelftijd {
  wat: string;
  ms: number;
}

/** Questions with which a server profiles its own CPU, between begin and end and without its start. */
export function profileer(): Record<string, () => Promise<unknown>> {
  const sessie = new Session();
  return {
    async beginProfiel(): Promise<void> {
      sessie.connect();
      await sessie.post('Profiler.enable');
      await sessie.post('Profiler.setSamplingInterval', { interval: 500 });
      await sessie.post('Profiler.start');
    },
    async eindeProfiel(): Promise<Profiel> {
      const { profile } = await sessie.post('Profiler.stop');
      sessie.disconnect();
      return vatSamen(profile);
    },
  };
}

function vatSamen({ nodes, samples = [], timeDeltas = [] }: Profiler.Profile): Profiel {
  const knopen = new Map(nodes.map((knoop) => [knoop.id, knoop]));
  const ouders = new Map(nodes.flatMap(({ id, children = [] }) => children.map((kind) => [kind, id] as const)));
  const namen = new Map(nodes.map(({ id, callFrame }) => [id, naamVan(callFrame)]));
  /** Node and V8 work for a caller: the nearest one that is a package or our own code. */
  const pakketVan = (id: number): string => {
    for (let hier: number | undefined = id; hier !== undefined; hier = ouders.get(hier)) {
      const frame = knopen.get(hier)?.callFrame;
      if (frame && !frame.url && /^\((idle|garbage collector|program)\)$/.test(frame.functionName)) {
        return frame.functionName;
      }
      const pakket = /node_modules\/((?:@[^/]+\/)?[^/]+)|\/((?:src|bench)\/[^/]+)/.exec(frame?.url ?? '');
      if (pakket) return pakket[1] ?? pakket[2] ?? '';
    }
    return 'node';
  };
  const pakketten = new Map(nodes.map(({ id }) => [id, pakketVan(id)]));
  const perFunctie = new Map<string, number>();
  const perPakket = new Map<string, number>();
  for (const [plaats, id] of samples.entries()) {
    const ms = (timeDeltas[plaats] ?? 0) / 1000;
    tel(perFunctie, namen.get(id) ?? '', ms);
    tel(perPakket, pakketten.get(id) ?? '', ms);
  }
  return { functies: gesorteerd(perFunctie), pakketten: gesorteerd(perPakket) };
}

function naamVan({ functionName, url, lineNumber }: { functionName: string; url: string; lineNumber: number }): string {
  const waar = url ? `  ${url.replace(/^.*\/(?=(node_modules|src|bench)\/)/, '')}:${lineNumber + 1}` : '';
  return `${functionName || '(anonymous)'}${waar}`;
}

function tel(som: Map<string, number>, sleutel: string, ms: number): void {
  som.set(sleutel, (som.get(sleutel) ?? 0) + ms);
}

function gesorteerd(som: Map<string, number>): Zelftijd[] {
  return [...som].map(([wat, ms]) => ({ wat, ms })).sort((a, b) => b.ms - a.ms);
}
