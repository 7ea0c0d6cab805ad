import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse, stringify } from 'yaml';
import { onderteken } from '../../../src/protocol/index.ts';
import type { Idp } from '../server/idp.ts';

/** Before the first day of the five protocols, like the signatures of the demo. */
const GETEKEND_OP = Temporal.Instant.from('2021-07-01T09:00:00Z');

/** Changes an act as its parties would: they all sign it again. A server reads it at its next turns. */
export async function wijzigProtocol(
  { configmap, sleutels }: Pick<Idp, 'configmap' | 'sleutels'>,
  naam: string,
  // biome-ignore lint/suspicious/noExplicitAny: a test changes the file as a party would
  wijzig: (protocol: any) => void,
): Promise<void> {
  await schrijfTekst({ configmap, sleutels }, naam, '.', wijzig);
}

/** Signs the next text of an act, which stands beside the present one. */
export async function schrijfVolgende(
  idp: Pick<Idp, 'configmap' | 'sleutels'>,
  naam: string,
  // biome-ignore lint/suspicious/noExplicitAny: a test changes the file as a party would
  wijzig: (protocol: any) => void,
): Promise<void> {
  await schrijfTekst(idp, naam, 'versies/2', wijzig);
}

async function schrijfTekst(
  { configmap, sleutels }: Pick<Idp, 'configmap' | 'sleutels'>,
  naam: string,
  plaats: string,
  // biome-ignore lint/suspicious/noExplicitAny: a test changes the file as a party would
  wijzig: (protocol: any) => void,
): Promise<void> {
  const akte = join(configmap, 'protocollen', naam);
  const map = join(akte, plaats);
  const protocol = parse(await readFile(join(akte, 'protocol.yaml'), 'utf8'));
  wijzig(protocol);
  await mkdir(map, { recursive: true });
  const bytes = Buffer.from(stringify(protocol));
  const tekenaars = (protocol.partijen as { id: string }[]).flatMap(({ id }) => sleutels.get(id) ?? []);
  const signatures = await Promise.all(tekenaars.map((sleutel) => onderteken(bytes, sleutel, GETEKEND_OP)));
  await writeFile(join(map, 'protocol.yaml'), bytes);
  await writeFile(join(map, 'handtekeningen.json'), JSON.stringify({ signatures }));
}
