import type { Berichtrij } from '../berichtrijen.ts';

/** A message as a mail. */
export interface Mailbericht {
  from: string;
  to: string;
  subject: string;
  text: string;
  messageId: string;
  headers: Readonly<Record<string, string>>;
  /** The library may neither read files nor fetch addresses. */
  disableFileAccess: true;
  disableUrlAccess: true;
}

/**
 * @param issuer address of LeerID. The Message-ID comes from it and the identifier of the message: a mail that comes
 * twice has the same one, and a mail program may show it once
 */
export function alsMail({ id, adres, onderwerp, tekst }: Berichtrij, van: string, issuer: string): Mailbericht {
  return {
    from: van,
    to: adres,
    subject: onderwerp,
    text: tekst,
    messageId: `<${id}@${new URL(issuer).hostname}>`,
    // RFC 3834: no holiday notice answers it.
    headers: { 'Auto-Submitted': 'auto-generated' },
    disableFileAccess: true,
    disableUrlAccess: true,
  };
}
