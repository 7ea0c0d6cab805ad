import type { Command } from 'commander';
import { alsAantal, alsDag, alsMaand, alsUuid, type Huisomgeving, schrijf, terminal } from '../../terminal/index.ts';
import { metDoel } from '../regel/doeloptie.ts';
import { type Archiveeropties, archiveerPrivacylog } from './archiveer_privacylog.ts';
import { type Zoekopties, zoekInPrivacylog } from './zoek_in_privacylog.ts';

/** Months of the log that leave the database, and what stands in all of it about somebody. */
export function archiefopdrachten(privacylog: Command, hier: Huisomgeving): void {
  metDoel(privacylog.command('archiveer'), 'toezicht')
    .description(
      'zet maanden die lang genoeg voorbij zijn uit de database over naar bestanden, en wist wat tien jaar oud is',
    )
    .requiredOption('--archief <map>', 'waar de bestanden staan')
    .option('--tot <maand>', 'tot en met deze maand, zoals 2026-05', alsMaand)
    .action(async (opties: Archiveeropties) => schrijf(await archiveerPrivacylog(hier, opties, terminal)));

  metDoel(privacylog.command('zoek'))
    .description('toont wat er meegedeeld en opgezocht is, uit de database en het archief')
    .option('--leerling <uuid>', 'over deze leerling, ook van voor een samenvoeging', alsUuid)
    .option('--account <uuid>', 'van deze account', alsUuid)
    .option('--client <id>', 'aan deze toepassing')
    .option('--levering <uuid>', 'met deze levering', alsUuid)
    .option('--protocol <naam>', 'onder dit protocol')
    .option('--van <dag>', 'vanaf deze dag', alsDag)
    .option('--tot <dag>', 'tot en met deze dag', alsDag)
    .option('--archief <map>', 'waar de bestanden van het archief staan')
    .option('--hoogstens <aantal>', 'hoeveel regels er hoogstens getoond worden', alsAantal, 10_000)
    .option('--ndjson', 'toont elke rij als JSON, voor een programma', false)
    .action(async (opties: Zoekopties) => {
      const alles = await zoekInPrivacylog(hier, opties, { uit: process.stdout, terzijde: process.stderr });
      if (!alles) process.exitCode = 1;
    });
}
