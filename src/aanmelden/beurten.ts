/** Whose turn it is, and nothing else: no time, no places, no work. `wachtrij.ts` stands around it. */

export interface Wachtende {
  /** From the widest network to the one address (`web/herkomst.ts`): each step takes turns of its own. */
  herkomst: readonly string[];
  naam: string;
  /** Signed in on this device before, or proved himself otherwise. */
  bekend: boolean;
}

export interface Beurten<T> {
  readonly bekend: number;
  readonly onbekend: number;
  voegToe(wie: Wachtende, wat: T): void;
  /** Takes out whose turn it is. */
  volgende(): T | undefined;
  /** Turns that others get before somebody who would come now, as it looks now. */
  ervoor(wie: Wachtende): number;
  verwijder(wie: Wachtende, wat: T): void;
  /** Takes out the newest of whoever has most in line: who plays many only drives out his own. */
  valUit(): T | undefined;
}

/**
 * Of four turns three are for those who are known, as long as some of both wait: first, but nobody waits for
 * ever.
 * docs/keuzes/aanmelden.md#more-hashing-than-the-cores-bear-waits-in-line
 */
const BEKEND_OP_RIJ = 3;

export function maakBeurten<T>(): Beurten<T> {
  const bekend = maakTak<T>();
  const onbekend = maakTak<T>();
  /** Turns of those who are known since the last one of a stranger who waited. */
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
    /** The line is shared as the turns are. */
    valUit: () => valUit(onbekend.aantal * BEKEND_OP_RIJ >= bekend.aantal ? onbekend : bekend),
  };
}

/** A fork of the tree: its branches take turns, and the last ones hold who waits, oldest first. A map keeps the round. */
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

/** Who had a turn goes to the end of the round, and so does who comes back after his last one. */
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
