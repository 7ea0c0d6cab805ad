import { z } from 'zod';

/**
 * The address of a PostgreSQL, with a host or with a socket as `?host=`. Without either, the driver would use
 * whatever database runs on this machine.
 */
export const databaseadres = z
  .string()
  .refine(
    (adres) => /^postgres(ql)?:\/\/\S+$/.test(adres) && noemtHost(URL.parse(adres)),
    'een adres als postgres://gebruiker:wachtwoord@host:5432/leerid',
  );

function noemtHost(adres: URL | null): boolean {
  return Boolean(adres?.hostname || adres?.searchParams.get('host'));
}
