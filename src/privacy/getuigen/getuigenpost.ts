/** A witness answers with a few lines. More is not read. */
const MEESTE_TEKENS = 16 * 1024;
const GEDULD = 5_000;

/**
 * Sends a request to a witness. It may have a private address, since the operator put it in the folder with the
 * parties' keys. A redirect is not followed, and no answer takes longer than five seconds.
 * @param adres its submission prefix
 */
export async function stuurAanGetuige(adres: string, body: string): Promise<{ status: number; tekst: string }> {
  const antwoord = await fetch(`${adres}/add-checkpoint`, {
    method: 'POST',
    headers: { 'Content-Type': 'text/plain; charset=utf-8' },
    body,
    redirect: 'error',
    signal: AbortSignal.timeout(GEDULD),
  });
  let tekst = '';
  const lezer = new TextDecoder();
  for await (const brok of antwoord.body ?? []) {
    tekst += lezer.decode(brok as Uint8Array, { stream: true });
    if (tekst.length > MEESTE_TEKENS) throw new Error('antwoord is te lang');
  }
  return { status: antwoord.status, tekst };
}
