/** What a log asks of a witness: the body of `add-checkpoint` (C2SP tlog-witness). */
export interface Getuigenverzoek {
  /** The size of the checkpoint that the witness cosigned last, or 0. */
  oud: number;
  /** The consistency proof from that size to the checkpoint's, each hash of 32 bytes. */
  bewijs: readonly Buffer[];
  /** The checkpoint, with the signatures of the log. */
  checkpoint: string;
}

/** A proof of a tree of 2⁶³ leaves is no longer. The specification has the same limit. */
const MEESTE_HASHES = 63;
/** The lines of a longest proof, and a checkpoint with more signatures than anybody needs. */
export const MEESTE_BYTES = 32 * 1024;

/** @returns undefined where the body is not as the specification says */
export function leesGetuigenverzoek(inhoud: Uint8Array): Getuigenverzoek | undefined {
  const tekst = leesUtf8(inhoud);
  const kop = tekst?.match(/^old (0|[1-9]\d{0,15})\n((?:[^\n]+\n)*)\n/);
  if (tekst === undefined || !kop) return undefined;
  const [alles, oud, regels = ''] = kop;
  const bewijs = regels.split('\n').slice(0, -1).map(leesHash);
  if (bewijs.length > MEESTE_HASHES || !bewijs.every((hash) => hash !== undefined)) return undefined;
  return Number.isSafeInteger(Number(oud))
    ? { oud: Number(oud), bewijs, checkpoint: tekst.slice(alles.length) }
    : undefined;
}

export function schrijfGetuigenverzoek({ oud, bewijs, checkpoint }: Getuigenverzoek): string {
  return `${[`old ${oud}`, ...bewijs.map((hash) => hash.toString('base64'))].join('\n')}\n\n${checkpoint}`;
}

function leesUtf8(inhoud: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(inhoud);
  } catch {
    return undefined;
  }
}

/** Base64 has one spelling for each hash, and no other is taken. */
function leesHash(regel: string): Buffer | undefined {
  const hash = Buffer.from(regel, 'base64');
  return hash.length === 32 && hash.toString('base64') === regel ? hash : undefined;
}
