import type { Middleware } from 'koa';
import { collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import { statusVoorLog } from './web/index.ts';

/**
 * Figures for the operator at `/metrics`, in Prometheus' form. Each room adds its own. No label identifies a
 * person.
 */
export interface Metingen {
  registry: Registry;
  meetVerzoeken: Middleware;
}

export function maakMetingen(): Metingen {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  // One in each process. Added up, it is the number of processes that answer.
  new Gauge({ name: 'leerid_processen', help: 'Processes that serve', registers: [registry] }).set(1);
  const duur = new Histogram({
    name: 'leerid_verzoek_seconden',
    help: 'Duration of HTTP requests by route and status',
    labelNames: ['route', 'status'] as const,
    buckets: [0.005, 0.02, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10],
    registers: [registry],
  });
  return {
    registry,
    meetVerzoeken: async (ctx, next) => {
      const begin = performance.now();
      try {
        await next();
      } finally {
        const welk = { route: ctx._matchedRoute ?? ctx.routerPath ?? 'overig', status: String(statusVoorLog(ctx)) };
        duur.observe(welk, (performance.now() - begin) / 1000);
      }
    },
  };
}
