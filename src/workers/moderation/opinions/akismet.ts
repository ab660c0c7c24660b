import type { AkismetHook } from '../../../shared/moderation-policy.ts';
import type { AskOutside } from './opinion.ts';

/** Characters that are sent; such services judge comments. */
const MOST_TEXT = 50_000;

/**
 * Asks a service that speaks Akismet's comment-check (as do several others): a form, answered by
 * `true` (spam) or `false` alone. It explains nothing, and so holds; it never rejects.
 */
export const askAkismet: AskOutside<AkismetHook> = async (hook, question, web) => {
  const { story, publicUrl, signal } = question;
  const form = new URLSearchParams({
    api_key: hook.key,
    blog: publicUrl,
    // Required by the interface; a wire has no visitor's address.
    user_ip: '127.0.0.1',
    comment_type: 'blog-post',
    comment_author: story.byline ?? story.source,
    comment_content: `${story.headline}\n\n${story.submittedBody.slice(0, MOST_TEXT)}`,
    blog_lang: story.language,
    blog_charset: 'UTF-8',
  });
  const headers = { 'content-type': 'application/x-www-form-urlencoded' };
  const request = { method: 'POST' as const, headers, body: form.toString() };
  const answer = await web.ask(new URL(hook.url), request, signal);
  const said = answer.body.toString('utf8').trim();
  if (said === 'false') return [];
  if (said !== 'true') {
    const help = answer.headers['x-akismet-debug-help'];
    throw new Error(`it answered “${said.slice(0, 40)}”${help ? ` (${help})` : ''}`);
  }
  return [
    {
      ...{ rule: `hook:${hook.name}`, action: 'hold', weight: 1.5, field: '/body', offset: 0 },
      length: story.submittedBody.length,
      excerpt: story.submittedBody.slice(0, 120),
      reason: `${hook.name} takes it for spam; it does not say why`,
    },
  ];
};
