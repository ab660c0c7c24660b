import type { FastifyReply } from 'fastify';
import { html } from '../desk/html.ts';
import { sendPeoplePage } from './people-page.ts';

export interface SignInForm {
  /** Where to go afterwards: a path of ours. */
  readonly next: string;
  readonly name?: string;
  readonly fault?: string;
  readonly status?: number;
}

/** Asks for name and password; needs no script and suits password managers. */
export function sendSignInPage(
  reply: FastifyReply,
  { next, name = '', fault, status = 200 }: SignInForm,
): FastifyReply {
  const body = html`${fault !== undefined && html`<p class="fault" role="alert">${fault}</p>`}
<form method="post" action="/sign-in">
<input type="hidden" name="next" value="${next}">
<label>Name <input name="name" value="${name}" autocomplete="username" autocapitalize="none" spellcheck="false" required autofocus></label>
<label>Password <input name="password" type="password" autocomplete="current-password" required></label>
<button>Sign in</button>
</form>
<p class="soft">Forgotten, or none yet? An admin can invite you: <code>dateline user invite NAME</code></p>`;
  return sendPeoplePage(reply, { title: 'Sign in', body }, status);
}

/** Asks one who was invited for the password they want. */
export function sendInvitationPage(
  reply: FastifyReply,
  { code, fault, status = 200 }: { code: string; fault?: string; status?: number },
): FastifyReply {
  const body = html`${fault !== undefined && html`<p class="fault" role="alert">${fault}</p>`}
<form method="post" action="/sign-in/invitation">
<input type="hidden" name="code" value="${code}">
<label>Password <input name="password" type="password" autocomplete="new-password" minlength="12" maxlength="256" required autofocus></label>
<label>The same again <input name="again" type="password" autocomplete="new-password" minlength="12" maxlength="256" required></label>
<button>Set it and sign in</button>
</form>
<p class="soft">At least 12 characters. A few words that belong together to you alone are better than signs.</p>`;
  return sendPeoplePage(reply, { title: 'Choose a password', body }, status);
}
