import { type Checkpoint, leesCheckpoint } from '../boom/checkpoint.ts';
import { consistentiebewijs } from '../boom/consistentie.ts';
import type { Hashlezer } from '../boom/tegel.ts';
import type { Vkey } from '../boom/vkey.ts';
import type { Getuigenuitkomst } from './getuigenuitkomst.ts';
import { schrijfGetuigenverzoek } from './getuigenverzoek.ts';

export interface Getuigenvraag {
  checkpoint: Pick<Checkpoint, 'omvang'> & { notitie: string };
  /** The size that the witness cosigned last, as far as we know. */
  bekend: number;
  /** Its keys. */
  vkeys: readonly Vkey[];
  leesHashes: Hashlezer;
  /** Sends the body of `add-checkpoint`. */
  stuur(inhoud: string): Promise<{ status: number; tekst: string }>;
}

/**
 * Asks a witness to cosign a checkpoint (C2SP tlog-witness). If it cosigned another size than we know, it says which
 * one, and is asked once more from there.
 */
export async function vraagGetuige(vraag: Getuigenvraag): Promise<Getuigenuitkomst> {
  const { omvang } = vraag.checkpoint;
  const eerste = Math.min(vraag.bekend, omvang);
  const antwoord = await vraagVanaf(vraag, eerste);
  if (typeof antwoord !== 'number') return antwoord;
  if (antwoord > omvang) return { soort: 'weigert', grond: 'kent_meer' };
  if (antwoord === eerste) return weigerZelfdeOmvang(eerste, omvang);
  const tweede = await vraagVanaf(vraag, antwoord);
  if (typeof tweede !== 'number') return tweede;
  return tweede === antwoord
    ? weigerZelfdeOmvang(tweede, omvang)
    : { soort: 'zwijgt', fout: 'noemt telkens een andere omvang' };
}

/** @returns the size that the witness says to have, or what came of it */
async function vraagVanaf(
  { checkpoint, vkeys, leesHashes, stuur }: Getuigenvraag,
  oud: number,
): Promise<number | Getuigenuitkomst> {
  const bewijs = await consistentiebewijs(oud, checkpoint.omvang, leesHashes);
  try {
    const { status, tekst } = await stuur(schrijfGetuigenverzoek({ oud, bewijs, checkpoint: checkpoint.notitie }));
    if (status === 200) {
      const { handtekeningen } = leesCheckpoint(`${checkpoint.notitie}${tekst}`, vkeys);
      return { soort: 'medeondertekend', handtekeningen };
    }
    if (status === 409 && /^\d{1,15}\n$/.test(tekst)) return Number(tekst);
    if (status === 422) return { soort: 'weigert', grond: 'geen_vervolg' };
    if (status === 404) return { soort: 'weigert', grond: 'kent_log_niet' };
    if (status === 403) return { soort: 'weigert', grond: 'kent_sleutel_niet' };
    return { soort: 'zwijgt', fout: `antwoordt ${status}` };
  } catch (fout) {
    return { soort: 'zwijgt', fout: redenVan(fout) };
  }
}

/** The witness has the size that we told, and still refuses. */
function weigerZelfdeOmvang(oud: number, omvang: number): Getuigenuitkomst {
  if (oud === omvang) return { soort: 'weigert', grond: 'andere_boom' };
  return { soort: 'zwijgt', fout: 'weigert de omvang die ze zelf noemt' };
}

/** `fetch` says why in the cause of its error. */
function redenVan(fout: unknown): string {
  const { message, cause } = fout as Error;
  const { code } = (cause ?? {}) as NodeJS.ErrnoException;
  return code ?? message;
}
