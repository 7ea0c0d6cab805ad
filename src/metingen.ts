import type { Middleware } from 'koa';
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import type { Wachtrijstand } from './aanmelden/index.ts';
import { statusVoorLog } from './web/index.ts';

/** Figures for the operator at `/metrics`, in Prometheus' form. Never a label with a person in it. */
export interface Metingen {
  registry: Registry;
  aanmeldingen: Counter<'uitkomst'>;
  activaties: Counter<'uitkomst'>;
  weigeringen: Counter<'reden'>;
  wachttijd: Histogram;
  toonWachtrij(stand: () => Wachtrijstand): void;
  meetVerzoeken: Middleware;
}

export function maakMetingen(): Metingen {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const registers = [registry];
  const duur = new Histogram({
    name: 'leerid_verzoek_seconden',
    help: 'Duration of HTTP requests by route and status',
    labelNames: ['route', 'status'] as const,
    buckets: [0.005, 0.02, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10],
    registers,
  });
  return {
    registry,
    aanmeldingen: new Counter({
      name: 'leerid_aanmeldingen_totaal',
      help: 'Tries to sign in, by outcome: gelukt, mislukt, geremd (throttled), te_druk (turned away before the check)',
      labelNames: ['uitkomst'],
      registers,
    }),
    activaties: new Counter({
      name: 'leerid_activaties_totaal',
      help: 'Codes taken for a password, by outcome: gelukt, mislukt, geremd (throttled), te_druk',
      labelNames: ['uitkomst'],
      registers,
    }),
    weigeringen: new Counter({
      name: 'leerid_weigeringen_totaal',
      help: 'Pupils refused, by reason',
      labelNames: ['reden'],
      registers,
    }),
    wachttijd: new Histogram({
      name: 'leerid_wachtrij_seconden',
      help: 'Time that a password check waited for its turn, of those that came to it',
      buckets: [0.005, 0.05, 0.25, 0.5, 1, 2.5, 5],
      registers,
    }),
    toonWachtrij(stand) {
      new Gauge({
        name: 'leerid_wachtrij_bezig',
        help: 'Passwords that are being checked now',
        registers,
        collect() {
          this.set(stand().bezig);
        },
      });
      new Gauge({
        name: 'leerid_wachtrij_wachtend',
        help: 'Visitors who wait for a check: bekend (signed in on that device before, or with a right code), onbekend',
        labelNames: ['soort'],
        registers,
        collect() {
          const { bekend, onbekend } = stand();
          this.set({ soort: 'bekend' }, bekend);
          this.set({ soort: 'onbekend' }, onbekend);
        },
      });
    },
    meetVerzoeken: async (ctx, next) => {
      const klaar = duur.startTimer();
      try {
        await next();
      } finally {
        klaar({ route: ctx._matchedRoute ?? ctx.routerPath ?? 'overig', status: String(statusVoorLog(ctx)) });
      }
    },
  };
}
