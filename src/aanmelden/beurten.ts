/** Decides whose turn it is, and nothing else. `wachtrij.ts` adds time, places and work. */

export interface Wachtende {
  /** From the widest network to the single address (`web/herkomst.ts`). Turns are shared at each step. */
  herkomst: readonly string[];
  naam: string;
  /** Signed in on this device before, or proved who he is in another way. */
  bekend: boolean;
}

export interface Beurten<T> {
  readonly bekend: number;
  readonly onbekend: number;
  voegToe(wie: Wachtende, wat: T): void;
  /** Takes the one whose turn it is out of the line. */
  volgende(): T | undefined;
  /** How many turns others would get before this visitor, if he came now. */
  ervoor(wie: Wachtende): number;
  verwijder(wie: Wachtende, wat: T): void;
  /**
   * Takes out the newest of the visitor with the most in line. So somebody who floods the line drives out
   * only himself.
   */
  valUit(): T | undefined;
}

/**
 * While both kinds wait, three of four turns go to known visitors. They go first, but nobody waits for ever.
 * docs/keuzes/aanmelden.md#more-hashing-than-the-cores-bear-waits-in-line
 */
const BEKEND_OP_RIJ = 3;

export function maakBeurten<T>(): Beurten<T> {
  const bekend = maakTak<T>();
  const onbekend = maakTak<T>();
  /** Turns of known visitors since the last turn of a stranger who waited. */
  let opRij = 0;
  const boom = (wie: Wachtende) => (wie.bekend ? bekend : onbekend);
  const pad = ({ herkomst, naam }: Wachtende) => [...herkomst, naam];
  return {
    get bekend() {
      return bekend.aantal;
    },
    get onbekend() {
      return onbekend.aantal;
    },
    voegToe: (wie, wat) => voegToe(boom(wie), pad(wie), wat),
    volgende() {
      const eerstBekend = bekend.aantal > 0 && (onbekend.aantal === 0 || opRij < BEKEND_OP_RIJ);
      opRij = eerstBekend && onbekend.aantal > 0 ? opRij + 1 : 0;
      return neem(eerstBekend ? bekend : onbekend);
    },
    ervoor(wie) {
      const eigen = ervoor(boom(wie), pad(wie));
      const ander = wie.bekend
        ? Math.min(onbekend.aantal, Math.ceil((eigen + 1) / BEKEND_OP_RIJ))
        : Math.min(bekend.aantal, (eigen + 1) * BEKEND_OP_RIJ);
      return eigen + ander;
    },
    verwijder: (wie, wat) => verwijder(boom(wie), pad(wie), wat),
    /** The line is shared in the same proportion as the turns. */
    valUit: () => valUit(onbekend.aantal * BEKEND_OP_RIJ >= bekend.aantal ? onbekend : bekend),
  };
}

/**
 * A node of the tree. Its branches take turns. The leaves hold the waiting visitors, oldest first. The map's
 * order is the order of turns.
 */
interface Tak<T> {
  aantal: number;
  takken: Map<string, Tak<T>>;
  rij: T[];
}

function maakTak<T>(): Tak<T> {
  return { aantal: 0, takken: new Map(), rij: [] };
}

function voegToe<T>(tak: Tak<T>, [stap, ...verder]: readonly string[], wat: T): void {
  tak.aantal++;
  if (stap === undefined) {
    tak.rij.push(wat);
    return;
  }
  const kind = tak.takken.get(stap) ?? maakTak<T>();
  tak.takken.set(stap, kind);
  voegToe(kind, verder, wat);
}

/**
 * A branch that had a turn goes to the end of the round. So does a visitor who comes back after his last
 * turn.
 */
function neem<T>(tak: Tak<T>): T | undefined {
  if (tak.aantal === 0) return undefined;
  tak.aantal--;
  const [eerste] = tak.takken;
  if (!eerste) return tak.rij.shift();
  const [stap, kind] = eerste;
  const wat = neem(kind);
  tak.takken.delete(stap);
  if (kind.aantal > 0) tak.takken.set(stap, kind);
  return wat;
}

function ervoor<T>(tak: Tak<T>, [stap, ...verder]: readonly string[]): number {
  if (stap === undefined) return tak.aantal;
  const eigenTak = tak.takken.get(stap);
  const eigen = eigenTak ? ervoor(eigenTak, verder) : 0;
  let totaal = eigen;
  for (const kind of tak.takken.values()) if (kind !== eigenTak) totaal += Math.min(kind.aantal, eigen + 1);
  return totaal;
}

function verwijder<T>(tak: Tak<T>, [stap, ...verder]: readonly string[], wat: T): void {
  tak.aantal--;
  if (stap === undefined) {
    tak.rij.splice(tak.rij.indexOf(wat), 1);
    return;
  }
  const kind = tak.takken.get(stap) as Tak<T>;
  verwijder(kind, verder, wat);
  if (kind.aantal === 0) tak.takken.delete(stap);
}

function valUit<T>(tak: Tak<T>): T | undefined {
  if (tak.aantal === 0) return undefined;
  tak.aantal--;
  let meeste: [string, Tak<T>] | undefined;
  for (const een of tak.takken) if (een[1].aantal >= (meeste?.[1].aantal ?? 0)) meeste = een;
  if (!meeste) return tak.rij.pop();
  const [stap, kind] = meeste;
  const wat = valUit(kind);
  if (kind.aantal === 0) tak.takken.delete(stap);
  return wat;
}
