import type { Person } from '../people/roles.ts';
import { type Html, html } from './html.ts';

interface AccountPage {
  readonly person: Person | null;
  /** Whether there is a password to change: the one-time link has none. */
  readonly isUser: boolean;
  readonly notice: string | undefined;
  readonly fault: string | undefined;
}

/** One's own name, role and password, and the way out. */
export function accountPage({ person, isUser, notice, fault }: AccountPage): Html {
  return html`<h1>Your account</h1>
${notice !== undefined && html`<p class="notice" role="status">${notice}</p>`}
${fault !== undefined && html`<p class="fault" role="alert">${fault}</p>`}
<p>You are <b>${person?.name}</b>, with the role <b>${person?.role}</b>.</p>
<form class="account" method="post" action="/sign-out"><button>Sign out</button></form>
${
  isUser
    ? html`<h2>New password</h2>
<form class="account" method="post" action="/desk/account">
<input type="hidden" name="username" autocomplete="username" value="${person?.name}">
<label>The one you have <input name="now" type="password" autocomplete="current-password" required></label>
<label>The new one <input name="password" type="password" autocomplete="new-password" minlength="12" maxlength="256" required></label>
<label>The same again <input name="again" type="password" autocomplete="new-password" minlength="12" maxlength="256" required></label>
<button>Change it</button>
</form>
<p class="meta">Your other sessions end.</p>`
    : html`<p class="meta">You came in by the one-time link, which is no account. <a href="/desk/people">Invite yourself</a> to have one.</p>`
}`;
}
