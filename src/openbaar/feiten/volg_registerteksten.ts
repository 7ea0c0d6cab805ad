import type { Database } from '../../store/index.ts';
import { leesVersies, telVersies } from '../../toepassingen/index.ts';
import { alsRegistertekst, type Registertekst } from './registertekst.ts';

/** The texts that were in force, by hash, in the memory of this process: a stranger's visit asks the database nothing. */
export interface Registerteksten {
  alle(): ReadonlyMap<string, Registertekst>;
  /** Reads them again where one was added. They are only ever added. */
  ververs(): Promise<void>;
}

export function volgRegisterteksten(db: Database): Registerteksten {
  let alle: ReadonlyMap<string, Registertekst> = new Map();
  let geteld = '';
  return {
    alle: () => alle,
    async ververs() {
      const nu = await telVersies(db);
      if (nu === geteld) return;
      const teksten = await Array.fromAsync(await leesVersies(db), alsRegistertekst);
      alle = new Map(teksten.flatMap((tekst) => (tekst ? [[tekst.hash, tekst] as const] : [])));
      geteld = nu;
    },
  };
}
