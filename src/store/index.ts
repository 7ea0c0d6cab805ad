/** The store, as the other rooms see it. The embedded PostgreSQL is not here: production must never load it. */
export { type Database, openDatabase } from './database.ts';
export { type Laadverbinding, metLaadverbinding, zonderIndexen } from './laadverbinding.ts';
export { migreer } from './migreer.ts';
export { onderhoudPartities } from './partities.ts';
export { startWerkrooster, type Taak, type Werkrooster } from './werkrooster.ts';
