import type { Proof } from './proof.ts';
import { secretFits } from './secret-fits.ts';

/** `Authorization: Bearer <secret>`. One that is not the source's may be a person's API token. */
export const bearer: Proof = ({ headers, secrets }) => {
  const given = /^Bearer +(\S+)$/i.exec(headers.authorization ?? '')?.[1];
  if (given === undefined) return 'absent';
  return secretFits(Buffer.from(given, 'latin1'), secrets) ? 'proven' : 'absent';
};
