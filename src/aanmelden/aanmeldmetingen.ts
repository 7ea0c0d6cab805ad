import { Counter, Gauge, Histogram, type Registry } from 'prom-client';
import type { Wachtrijstand } from './wachtrij.ts';

/** Figures about signing in; docs/beheer.md lists them. */
export function maakAanmeldmetingen(registry: Registry) {
  const registers = [registry];
  return {
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
    wachttijd: new Histogram({
      name: 'leerid_wachtrij_seconden',
      help: 'Time that a password check waited for its turn, of those that came to it',
      buckets: [0.005, 0.05, 0.25, 0.5, 1, 2.5, 5],
      registers,
    }),
    toonWachtrij(stand: () => Wachtrijstand) {
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
  };
}
