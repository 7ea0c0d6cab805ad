import type { Klok } from '../../klok.ts';
import { metDatabase, minuut, type Uitkomst } from '../../terminal/index.ts';
import { type Berichtrij, leesBericht, leesBerichten, OPGEGEVEN_NA } from '../berichtrijen.ts';

/** @returns not well where a message was given up, or was tried without success */
export async function toonBerichten({ nu }: Klok, protocol?: string): Promise<Uitkomst> {
  const rijen = await metDatabase((db) => leesBerichten(db, protocol));
  const regels = rijen.map(
    (rij) =>
      `${rij.id}  ${minuut(rij.gemaakt_op)}  ${rij.protocol}  ${rij.soort} (${rij.dag})  ${rij.partij}, ${rij.adres}: ${standVan(rij, nu())}`,
  );
  return {
    regels: regels.length ? regels : ['nog geen berichten'],
    goed: !rijen.some((rij) => rij.fout !== null && rij.vervallen_op === null),
  };
}

export async function toonBericht(id: string): Promise<Uitkomst> {
  const rij = await metDatabase((db) => leesBericht(db, id));
  if (!rij) return { regels: [`bericht ${id} bestaat niet`], goed: false };
  return { regels: [`Aan: ${rij.adres} (${rij.partij})`, `Onderwerp: ${rij.onderwerp}`, '', rij.tekst], goed: true };
}

function standVan(
  { verzonden_op, vervallen_op, gemaakt_op, pogingen, fout }: Berichtrij,
  nu: Temporal.Instant,
): string {
  if (verzonden_op) return `verzonden ${minuut(verzonden_op)}`;
  if (vervallen_op) return 'vervallen: dit is geen contact van de partij meer';
  const isOpgegeven = Temporal.Instant.compare(gemaakt_op.add(OPGEGEVEN_NA), nu) < 0;
  const reden = fout === null ? '' : ` (${pogingen} keer geprobeerd: ${fout})`;
  return `${isOpgegeven ? 'opgegeven' : 'wacht'}${reden}`;
}
