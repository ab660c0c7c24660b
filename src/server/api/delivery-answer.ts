import { z } from 'zod';
import { Delivery } from '../../shared/deliveries/delivery.ts';

/** A delivery as people see it: what was sent is read, not only kept. */
export const DeliveryAnswer = Delivery.omit({ schema: true, body: true })
  .extend({ sent: z.unknown().describe('The body') })
  .meta({ id: 'Delivery' });

export const deliveryAnswer = ({ schema: _, body, ...delivery }: Delivery) => ({
  ...delivery,
  sent: JSON.parse(body) as unknown,
});
