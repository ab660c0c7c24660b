import type { Fault } from '../../shared/formats/format.ts';
import { type ProblemType, problems } from '../problems.ts';

interface Said {
  readonly detail: string;
  readonly errors?: readonly Fault[];
}

const said: Readonly<Record<ProblemType, Said>> = {
  malformed: { detail: 'The body is not acceptable JSON: it ends too early' },
  unauthenticated: { detail: 'The request does not prove itself as this source must.' },
  forbidden: { detail: 'This needs the role editor.' },
  'not-found': { detail: 'There is no such source.' },
  conflict: { detail: 'Source wire is declared in sources.yaml: change it there.' },
  'stale-decision': { detail: 'Revision 3 is the newest; the decision was about revision 2.' },
  'payload-too-large': { detail: 'Request body is too large' },
  'unsupported-media-type': { detail: 'Send it as application/json.' },
  invalid: {
    detail: 'Some fields must be mended.',
    errors: [
      { pointer: '#/headline', detail: 'required; add it as string' },
      { pointer: '#/images/0/url', detail: 'expected string, not number' },
    ],
  },
  'idempotency-key-reused': {
    detail: 'Another body was sent under this key. A new body needs a new key.',
  },
  'too-many-requests': { detail: 'Nothing is lost: send it again in 2 s.' },
  internal: { detail: 'It has been logged.' },
  unavailable: { detail: 'A store we depend on is away.' },
};

const requestId = '7b0c3b5e-5d0c-4a57-9f61-8c6f2f1d2a10';

/** An example of every problem with the status, by its type. */
export const problemExamples = (status: number) =>
  Object.fromEntries(
    Object.entries(problems)
      .filter(([, problem]) => problem.status === status)
      .map(([type, { title }]) => {
        const { detail, errors } = said[type as ProblemType];
        const value = { type: `/problems/${type}`, title, status, detail, requestId };
        return [type, { summary: title, value: { ...value, ...(errors && { errors }) } }];
      }),
  );
