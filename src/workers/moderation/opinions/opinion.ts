import type { Finding } from '../../../shared/finding.ts';
import type { ModerationHook } from '../../../shared/moderation-policy.ts';
import type { Story } from '../../../shared/story.ts';
import type { WebClient } from '../../../shared/web/web-client.ts';

/** A story that somebody outside is asked about. */
export interface Question {
  readonly story: Story;
  /** Names the trip: the same question asked again has the same id. */
  readonly id: string;
  /** Address of the site, without a slash at its end. */
  readonly publicUrl: string;
  readonly signal: AbortSignal;
}

/** What one kind of service takes and answers. Throws where the answer is none. */
export type AskOutside<Hook extends ModerationHook = ModerationHook> = (
  hook: Hook,
  question: Question,
  web: WebClient,
) => Promise<readonly Finding[]>;
