import { readdirSync, readFileSync } from 'node:fs';

/** CPU time and memory from Linux' /proc: one source for Node and for PostgreSQL. */

/** Linux gives programs hundredths of a second in `stat`, and nanoseconds in `schedstat`. */
const TIKKEN = 100;

function lees(bestand: string): string {
  try {
    return readFileSync(bestand, 'utf8');
  } catch {
    // This process or thread ended after it was listed.
    return '';
  }
}

/** The fields after the program's name, which is between brackets and may contain spaces. */
function velden(pid: number | string): string[] {
  const tekst = lees(`/proc/${pid}/stat`);
  return tekst.slice(tekst.lastIndexOf(')') + 2).split(' ');
}

function lijst(map: string): string[] {
  return readdirSync(map).filter((naam) => /^\d+$/.test(naam));
}

/** Seconds of CPU of a running process, all its threads together. */
export function cpuVan(pid: number | string): number {
  const draden = lijst(`/proc/${pid}/task`);
  const nano = draden.map((draad) => Number(lees(`/proc/${pid}/task/${draad}/schedstat`).split(' ', 1)[0]));
  return nano.reduce((som, een) => som + een, 0) / 1e9;
}

/** Seconds of CPU of the postmaster with all its server processes, including those that ended. */
export function cpuVanPostgres(postmaster: number): number {
  const servers = lijst('/proc').filter((pid) => Number(velden(pid)[1]) === postmaster);
  const [beeindigdGebruiker, beeindigdSysteem] = velden(postmaster).slice(13, 15).map(Number);
  const beeindigd = ((beeindigdGebruiker ?? 0) + (beeindigdSysteem ?? 0)) / TIKKEN;
  return [postmaster, ...servers].reduce<number>((som, pid) => som + veilig(() => cpuVan(pid)), beeindigd);
}

/**
 * Seconds of CPU of a running process, with its threads that ended: those of a JVM come and go. It comes in
 * hundredths, so `cpuVan` is better where threads stay.
 */
export function cpuMetBeeindigdeDraden(pid: number): number {
  const [gebruiker, systeem] = velden(pid).slice(11, 13).map(Number);
  return ((gebruiker ?? 0) + (systeem ?? 0)) / TIKKEN;
}

/** @param meet what is measured of a process: here of it and of all that it started, added up */
export function overStam(pid: number, meet: (pid: number) => number): number {
  return kinderenVan(pid).reduce((som, kind) => som + overStam(kind, meet), meet(pid));
}

function veilig(meet: () => number): number {
  try {
    return meet();
  } catch {
    // It ended between listing and reading. Its time is then counted with the ended processes.
    return 0;
  }
}

/** The processes that this one started and that still run. */
export function kinderenVan(pid: number): number[] {
  return lijst('/proc')
    .map(Number)
    .filter((een) => ouderVan(een) === pid);
}

export function ouderVan(pid: number): number {
  return Number(velden(pid)[1]);
}

/** Seconds that the whole machine worked, for any program. From it follows what others took during a run. */
export function cpuVanMachine(): number {
  const [, gebruiker, aardig, systeem, , , irq, zachteIrq] = (lees('/proc/stat').split('\n', 1)[0] ?? '').split(/ +/);
  return [gebruiker, aardig, systeem, irq, zachteIrq].reduce((som, een) => som + Number(een) / TIKKEN, 0);
}

/** Resident memory in MiB. */
export function geheugen(pid: number): number {
  return Number(/VmRSS:\s+(\d+)/.exec(lees(`/proc/${pid}/status`))?.[1]) / 1024;
}
