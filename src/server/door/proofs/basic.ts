import { BadProof, type Proof } from './proof.ts';
import { secretFits } from './secret-fits.ts';

const COLON = 0x3a;

/** `Authorization: Basic`, the source's id as user and its secret as password. */
export const basic: Proof = ({ headers, source, secrets }) => {
  const given = /^Basic +([A-Za-z0-9+/]+={0,2})$/i.exec(headers.authorization ?? '')?.[1];
  if (given === undefined) return 'absent';
  const pair = Buffer.from(given, 'base64');
  const end = pair.indexOf(COLON);
  if (end === -1) throw new BadProof('user and password are not of their form');
  const isGood = secretFits(pair.subarray(end + 1), secrets);
  if (!isGood || pair.toString('latin1', 0, end) !== source) {
    throw new BadProof('user and password do not fit');
  }
  return 'proven';
};
