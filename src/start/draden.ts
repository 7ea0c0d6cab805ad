import { availableParallelism } from 'node:os';

/**
 * Imported before anything else by each program. Node's own thread pool makes password hashes and signatures.
 * Its size is read once, at its first use, and is four unless this variable says otherwise. As many threads as
 * cores is what the machine can do at once. A number that the operator chose stays.
 */
process.env.UV_THREADPOOL_SIZE ||= String(availableParallelism());
