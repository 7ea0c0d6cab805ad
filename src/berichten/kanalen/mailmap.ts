import { mkdir, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createTransport } from 'nodemailer';
import type { Verzender } from '../verzend.ts';
import { alsMail } from './mailbericht.ts';

/** Puts mails as files in a folder, where there is no SMTP server: in the demo, or for an operator who sends them himself. */
export function maakMailmap(map: string, van: string, issuer: string): Verzender {
  const post = createTransport({ streamTransport: true, buffer: true, newline: 'windows' });
  return async (bericht) => {
    const { message } = await post.sendMail(alsMail(bericht, van, issuer));
    await mkdir(map, { recursive: true });
    const bestand = join(map, `${bericht.id}.eml`);
    await writeFile(`${bestand}.nieuw`, message as Buffer, { flush: true });
    await rename(`${bestand}.nieuw`, bestand);
  };
}
