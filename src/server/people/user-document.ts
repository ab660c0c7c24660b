import { z } from 'zod';
import { PasswordHash } from './passwords.ts';
import { Role } from './roles.ts';

/** Taken by those who are no users: the one-time link, and the token of the command line. */
const reserved = ['admin', 'local', 'token'];

export const UserName = z
  .string()
  .regex(
    /^[a-z0-9][a-z0-9._@-]{1,63}$/,
    'two to 64 lower-case letters, digits, dots, hyphens, underscores or @',
  )
  .refine((name) => !reserved.includes(name), 'a name that is not taken by the system');

const LEAST = 12;
const MOST = 256;

/** Long enough; of what kinds of characters is nobody's business (NIST SP 800-63B). */
export const Password = z
  .string()
  .min(LEAST, `at least ${LEAST} characters`)
  .max(MOST, `at most ${MOST} characters`);

/** `config/users/<name>.json`. */
export const UserDocument = z.object({
  schema: z.literal(1),
  name: UserName,
  role: Role,
  /** `null` until the invitation is taken up. */
  password: PasswordHash.nullable(),
  /** What lets them set a password, once; SHA-256 of it, hex. */
  invitation: z.object({ hash: z.string(), until: z.string() }).nullable(),
  /** Grows with each new password and when access is taken; sessions of earlier ones have ended. */
  generation: z.int().positive(),
  disabled: z.boolean(),
  made: z.string(),
  by: z.string(),
});
export type UserDocument = Readonly<z.infer<typeof UserDocument>>;

/** A user as others may see them. */
export const UserAnswer = UserDocument.pick({
  name: true,
  role: true,
  disabled: true,
  made: true,
  by: true,
}).extend({ state: z.enum(['invited', 'active', 'disabled']) });
export type UserAnswer = z.infer<typeof UserAnswer>;

export function answerOf(user: UserDocument): UserAnswer {
  const { name, role, disabled, made, by, password } = user;
  const state = disabled ? 'disabled' : password === null ? 'invited' : 'active';
  return { name, role, disabled, made, by, state };
}
