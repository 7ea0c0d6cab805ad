import { type CompiledQuery, type KyselyPlugin, PostgresQueryCompiler } from 'kysely';
import type { Database } from '../../../src/store/index.ts';

/** The same database, with the text of each statement that goes through this object, once each. */
export function opgenomen(database: Database): { db: Database; opdrachten: Set<string> } {
  const opdrachten = new Set<string>();
  const compiler = new PostgresQueryCompiler();
  const neemOp: KyselyPlugin = {
    transformQuery({ node, queryId }) {
      opdrachten.add(compiler.compileQuery(node, queryId).sql);
      return node;
    },
    transformResult: async ({ result }) => result,
  };
  const db = database.withPlugin(neemOp);
  // Compiled statements, such as those of a bundle, bypass plugins.
  const voerUit = db.executeQuery.bind(db);
  db.executeQuery = (vraag) => {
    if ('sql' in vraag) opdrachten.add((vraag as CompiledQuery).sql);
    return voerUit(vraag);
  };
  return { db, opdrachten };
}
