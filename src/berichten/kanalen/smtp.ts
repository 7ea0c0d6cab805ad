import { createTransport } from 'nodemailer';
import type { Verzender } from '../verzend.ts';
import { alsMail } from './mailbericht.ts';

const GEDULD = { connectionTimeout: 10_000, greetingTimeout: 10_000, socketTimeout: 20_000, dnsTimeout: 10_000 };

/**
 * Sends mails to an SMTP server. The way there is encrypted, unless the server is on this machine.
 * @param url as `smtps://name:password@host:465` or `smtp://host:587`
 */
export function maakSmtpverzender(url: string, van: string, issuer: string): Verzender {
  const { hostname } = new URL(url);
  const isHier = hostname === 'localhost' || hostname === '[::1]' || hostname.startsWith('127.');
  const post = createTransport({ url, ...GEDULD, requireTLS: !isHier });
  return async (bericht) => {
    await post.sendMail(alsMail(bericht, van, issuer));
  };
}
