import { expect, test } from 'vitest';
import { Outage } from '../../../src/shared/errors.ts';
import { translated } from '../../../src/shared/object-store/directory-errors.ts';

const thrown = (code: string): Promise<unknown> =>
  translated('/srv/site', () => Promise.reject(Object.assign(new Error(code), { code }))).catch(
    (error: unknown) => error,
  );

test.each(['ENOSPC', 'EROFS', 'EIO', 'ESTALE', 'EMFILE'])(
  'a disk that is full, read-only, broken or gone (%s) is an outage: stories wait for it',
  async (code) => {
    expect(await thrown(code)).toBeInstanceOf(Outage);
    expect(String(await thrown(code))).toContain('/srv/site');
  },
);

test.each(['EACCES', 'EPERM', 'ENOTDIR'])(
  'what a person must mend (%s) is no outage, and says that it is unavailable',
  async (code) => {
    const error = await thrown(code);
    expect(error).toMatchObject({ name: 'Unavailable' });
    expect(error).not.toBeInstanceOf(Outage);
  },
);
