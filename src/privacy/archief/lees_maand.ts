import { Archieffout } from './archieffout.ts';
import { type Archiefrij, alsArchiefrij, leesSql } from './archiefkolommen.ts';
import { kolommenVan, leesRijen, openDuckdb } from './duckdb.ts';

/**
 * The rows of one archive file, some two thousand at a time, in the order of the tree.
 * @param maand that they must be of: `2026-05`
 * @throws Archieffout `onleesbaar`, `andere_maand` or `volgorde`
 */
export async function* leesMaand(pad: string, maand: string): AsyncGenerator<Archiefrij[]> {
  const duckdb = await openDuckdb();
  let vorige = -1;
  try {
    const kolommen = leesSql(await kolommenVan(duckdb.verbinding, pad));
    for await (const rijen of leesRijen(duckdb.verbinding, `select ${kolommen} from read_parquet($1)`, [pad])) {
      const gelezen = rijen.map(alsArchiefrij);
      for (const { plaats, rij } of gelezen) {
        if (!String(rij.tijdstip).startsWith(maand))
          throw new Archieffout('andere_maand', pad, `volgnummer ${rij.volgnummer} is niet van ${maand}`);
        if (plaats <= vorige)
          throw new Archieffout('volgorde', pad, `volgnummer ${rij.volgnummer} staat niet op zijn plaats`);
        vorige = plaats;
      }
      yield gelezen;
    }
  } catch (fout) {
    throw fout instanceof Archieffout
      ? fout
      : new Archieffout('onleesbaar', pad, 'dit is geen archief van het privacylog', fout);
  } finally {
    duckdb.sluit();
  }
}
