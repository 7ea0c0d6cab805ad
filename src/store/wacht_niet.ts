/**
 * For the `from` of a statement whose commit need not wait for the disk. A plain restart loses nothing. A
 * crash of PostgreSQL loses the last half second of such statements.
 */
export const WACHT_NIET = `cross join (select set_config('synchronous_commit', 'off', true)) wacht_niet`;
