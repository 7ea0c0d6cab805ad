import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { cpus, loadavg, release, totalmem, type } from 'node:os';
import type { Opties } from './opties.ts';
import type { Cluster } from './postgres.ts';

/** The machine and the software of the measurement. Without these, the figures say nothing. */
export interface Omgeving {
  wanneer: string;
  machine: { cpu: string; kernen: number; geheugenGiB: number; kernel: string; belastingVooraf: number };
  versies: Record<string, string>;
  instellingen: Record<string, string | number | boolean>;
}

export function beschrijf(opties: Opties, cluster: Cluster): Omgeving {
  return {
    wanneer: Temporal.Now.instant().toString({ smallestUnit: 'second' }),
    machine: {
      cpu: cpus()[0]?.model ?? 'onbekend',
      kernen: cpus().length,
      geheugenGiB: Math.round(totalmem() / 2 ** 30),
      kernel: `${type()} ${release()}`,
      belastingVooraf: loadavg()[0] ?? 0,
    },
    versies: {
      node: process.version,
      postgresql: cluster.versie.split(' on ')[0] ?? cluster.versie,
      'oidc-provider': pakketversie('oidc-provider'),
      '@node-rs/argon2': pakketversie('@node-rs/argon2'),
      leerid: commit(),
    },
    instellingen: {
      ronden: opties.maat.ronden,
      rondeMs: opties.maat.rondeMs,
      bezoekers: opties.maat.bezoekers,
      opwarmen: opties.maat.opwarmen.aantal,
      kort: opties.kort,
      leerlingen: opties.leerlingen,
      leerlingenGroot: opties.leerlingenGroot,
      verbindingenPerProces: 10,
      serverprocessen: 1,
      ...cluster.instellingen,
    },
  };
}

function pakketversie(naam: string): string {
  return JSON.parse(readFileSync(`node_modules/${naam}/package.json`, 'utf8')).version;
}

function commit(): string {
  try {
    const git = (...wat: string[]) => execFileSync('git', wat, { encoding: 'utf8' }).trim();
    return `${git('rev-parse', '--short', 'HEAD')}${git('status', '--porcelain', 'src') ? ' (gewijzigd)' : ''}`;
  } catch {
    return 'onbekend';
  }
}

export function alsKop({ wanneer, machine, versies, instellingen }: Omgeving): string {
  const paren = (waarden: Record<string, unknown>) =>
    Object.entries(waarden)
      .map(([naam, waarde]) => `${naam}=${typeof waarde === 'number' ? Math.round(waarde * 100) / 100 : waarde}`)
      .join(' · ');
  return `LeerID bench, ${wanneer}\n  ${paren({ ...machine })}\n  ${paren(versies)}\n  ${paren(instellingen)}\n`;
}
