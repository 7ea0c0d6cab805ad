import type { Command } from 'commander';
import { type Omgeving, schrijf } from '../../terminal/index.ts';
import { toonBericht, toonBerichten } from './toon_berichten.ts';
import { toonWebhooksleutel } from './toon_webhooksleutel.ts';

export function berichtopdrachten(leerid: Command, { klok }: Omgeving): void {
  const berichten = leerid.command('berichten').description('wat partijen te horen krijgen over hun protocollen');
  berichten
    .command('toon [id]')
    .description('toont wie wat te horen kreeg, en wat nog niet aankwam; met een id het hele bericht')
    .option('--protocol <naam>', 'enkel over dit protocol')
    .action(async (id: string | undefined, { protocol }: { protocol?: string }) =>
      schrijf(id === undefined ? await toonBerichten(klok, protocol) : await toonBericht(id)),
    );
  berichten
    .command('sleutel')
    .description('toont de publieke sleutel (JWK) waarmee een webhook nakijkt dat een bericht van LeerID komt')
    .action(() => schrijf(toonWebhooksleutel()));
}
