import { z } from 'zod';

/** An address of a PostgreSQL that names a host, or a socket as `?host=`. Without one the driver would take what runs on this machine. */
export const databaseadres = z
  .string()
  .refine(
    (adres) => /^postgres(ql)?:\/\/\S+$/.test(adres) && noemtHost(URL.parse(adres)),
    'een adres als postgres://gebruiker:wachtwoord@host:5432/leerid',
  );

function noemtHost(adres: URL | null): boolean {
  return Boolean(adres?.hostname || adres?.searchParams.get('host'));
}
