import { type Mediaan, mediaan, percentiel } from './cijfers.ts';
import { cpuVan, cpuVanMachine } from './cpu.ts';
import type { Kind } from './kind.ts';
import type { Opbrengst } from './lader.ts';
import type { Scenario } from './scenarios.ts';
import type { Systeem } from './systemen.ts';

/** How long and how often. The command line chooses. */
export interface Maat {
  ronden: number;
  rondeMs: number;
  bezoekers: number;
  /**
   * Operations before the measurement, because V8 compiles what it runs often. A slow system stops warming up
   * after some time.
   */
  opwarmen: { aantal: number; hoogstensMs: number };
}

/** The result of one round of one system, per operation. */
interface Ronde {
  perSeconde: number;
  cpuMs: number;
  serverMs: number;
  postgresMs: number;
  duren: number[];
  aantal: number;
  /** Cores that other programs on this machine kept busy meanwhile. */
  anderen: number;
  /** The driver's own CPU. */
  laderMs: number;
}

/** Medians over the rounds of one system. */
export interface Systeemcijfers {
  perSeconde: Mediaan;
  cpuMs: Mediaan;
  serverMs: number;
  postgresMs: number;
  p50: number;
  p95: number;
  aantal: number;
  /** CPU of the driver per operation. It shares the machine with the servers. */
  laderMs: number;
}

/**
 * B against A. Above 1 is better for B, both ways. It is computed for each pair of rounds, and then the
 * median is taken.
 */
export interface Vergelijking {
  scenario: Scenario;
  a: Systeemcijfers;
  b: Systeemcijfers;
  /** Operations per second of B, divided by those of A. */
  doorvoer: Mediaan;
  /** CPU per operation of A, divided by that of B. PostgreSQL's is included. */
  cpu: Mediaan;
  /** Cores that others kept busy during the measurement: the noise. */
  anderen: Mediaan;
}

/** Rounds of A and B in the order A B B A A B …, so that a slow drift of the machine affects both. */
export async function vergelijk(
  lader: Kind,
  scenario: Scenario,
  [a, b]: readonly [Systeem, Systeem],
  maat: Maat,
): Promise<Vergelijking> {
  const rondenA: Ronde[] = [];
  const rondenB: Ronde[] = [];
  for (const systeem of [a, b]) await warmOp(lader, scenario, systeem, maat);
  for (let ronde = 0; ronde < maat.ronden; ronde++) {
    for (const eerst of ronde % 2 ? [false, true] : [true, false]) {
      (eerst ? rondenA : rondenB).push(await meetRonde(lader, scenario, eerst ? a : b, maat));
    }
  }
  const paren = rondenA.flatMap((rondeA, plaats) => (rondenB[plaats] ? [[rondeA, rondenB[plaats]] as const] : []));
  return {
    scenario,
    a: vatSamen(rondenA),
    b: vatSamen(rondenB),
    doorvoer: mediaan(paren.map(([een, ander]) => ander.perSeconde / een.perSeconde)),
    cpu: mediaan(paren.map(([een, ander]) => een.cpuMs / ander.cpuMs)),
    anderen: mediaan([...rondenA, ...rondenB].map(({ anderen }) => anderen)),
  };
}

export async function warmOp(lader: Kind, scenario: Scenario, systeem: Systeem, maat: Maat): Promise<void> {
  const { aantal, hoogstensMs } = maat.opwarmen;
  const einde = performance.now() + hoogstensMs;
  for (let gedaan = 0; gedaan < aantal && performance.now() < einde; ) {
    gedaan += (await meetRonde(lader, scenario, systeem, maat)).aantal;
  }
}

/**
 * Rounds without progress after which a system counts as warm, and what counts as progress. A few hundred
 * operations show no progress either: a JVM compiles what ran some thousands of times.
 */
const VLAK = { ronden: 6, winst: 0.02, minstens: 3000 };

/**
 * Rounds until a sign-in costs no less CPU than before. By CPU and not by the rate, which also depends on what
 * else the machine does.
 *
 * @returns how long it took, in words
 */
export async function warmTotVlak(
  lader: Kind,
  scenario: Scenario,
  systeem: Systeem,
  maat: Maat,
  hoogstensMs: number,
): Promise<string> {
  const begin = performance.now();
  const verlopen = () => performance.now() - begin;
  let laagste = Number.POSITIVE_INFINITY;
  let vlak = 0;
  let gedaan = 0;
  const isWarm = () => vlak >= VLAK.ronden && gedaan >= VLAK.minstens;
  while (!isWarm() && verlopen() < hoogstensMs) {
    const { cpuMs, aantal } = await meetRonde(lader, scenario, systeem, maat);
    vlak = cpuMs < laagste * (1 - VLAK.winst) ? 0 : vlak + 1;
    laagste = Math.min(laagste, cpuMs);
    gedaan += aantal;
  }
  return `${Math.round(verlopen() / 1000)} s, ${gedaan} times${isWarm() ? '' : ' (NOT WARM YET)'}`;
}

/** One round. Everything is prepared first. Then only the load is timed. */
export async function meetRonde(lader: Kind, scenario: Scenario, systeem: Systeem, maat: Maat): Promise<Ronde> {
  await lader.vraag('bereid', { doel: systeem.doel, scenario, bezoekers: maat.bezoekers });
  const voor = { ...systeem.cpu(), lader: cpuVan(lader.pid), machine: cpuVanMachine() };
  const { aantal, ms, duren } = await lader.vraag<Opbrengst>('meet', { ms: maat.rondeMs });
  const na = { ...systeem.cpu(), lader: cpuVan(lader.pid), machine: cpuVanMachine() };
  if (aantal === 0) throw new Error(`${scenario}: geen enkele keer gelukt binnen ${maat.rondeMs} ms`);
  const verbruikt = (wie: keyof typeof voor) => na[wie] - voor[wie];
  const per = (seconden: number) => (seconden * 1000) / aantal;
  const eigen = verbruikt('server') + verbruikt('postgres');
  return {
    perSeconde: (aantal * 1000) / ms,
    cpuMs: per(eigen),
    serverMs: per(verbruikt('server')),
    postgresMs: per(verbruikt('postgres')),
    duren,
    aantal,
    anderen: Math.max(0, (verbruikt('machine') - eigen - verbruikt('lader')) / (ms / 1000)),
    laderMs: per(verbruikt('lader')),
  };
}

export function vatSamen(ronden: readonly Ronde[]): Systeemcijfers {
  const duren = ronden.flatMap((ronde) => ronde.duren);
  return {
    perSeconde: mediaan(ronden.map(({ perSeconde }) => perSeconde)),
    cpuMs: mediaan(ronden.map(({ cpuMs }) => cpuMs)),
    serverMs: mediaan(ronden.map(({ serverMs }) => serverMs)).mediaan,
    postgresMs: mediaan(ronden.map(({ postgresMs }) => postgresMs)).mediaan,
    p50: percentiel(duren, 0.5),
    p95: percentiel(duren, 0.95),
    aantal: ronden.reduce((som, { aantal }) => som + aantal, 0),
    laderMs: mediaan(ronden.map(({ laderMs }) => laderMs)).mediaan,
  };
}
