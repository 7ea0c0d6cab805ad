import { afgeleideSleutel } from '../../afgeleid.ts';
import { eisGeheim, type Uitkomst } from '../../terminal/index.ts';
import { maakWebhooksleutel, WEBHOOKDOEL } from '../kanalen/webhook.ts';

/** The key that every node derives from the same secret. */
export function toonWebhooksleutel(): Uitkomst {
  const { publiek } = maakWebhooksleutel(afgeleideSleutel(eisGeheim('LEERID_PAIRWISE_SALT'), WEBHOOKDOEL));
  return { regels: [JSON.stringify(publiek)], goed: true };
}
