import { Role } from '../people/roles.ts';
import type { UserAnswer } from '../people/user-document.ts';
import { type Html, html } from './html.ts';
import { table } from './table.ts';

interface PeoplePage {
  readonly users: readonly UserAnswer[];
  readonly invited?: string;
  /** Address of the page that sets their password; shown this once. */
  readonly invitation?: string;
  readonly fault?: string;
}

const does: Readonly<Record<Role, string>> = {
  viewer: 'reads',
  editor: 'decides about stories',
  operator: 'retries, republishes, acts in bulk',
  admin: 'sources, people, everything',
};

/** Who may sign in, and what they may do. */
export function peoplePage({ users, invited, invitation, fault }: PeoplePage): Html {
  return html`<h1>People</h1>
${fault !== undefined && html`<p class="fault" role="alert">${fault}</p>`}
${
  invitation !== undefined &&
  html`<div class="notice" role="status"><p>Send this link to <b>${invited}</b>. It is good once, for 72 hours, and is not shown again.</p>
<p><input class="copy" readonly aria-label="Invitation" value="${invitation}"></p></div>`
}
<form class="filter" method="post" action="/desk/people">
<label>Name <input name="name" required autocapitalize="none" spellcheck="false" pattern="[a-z0-9][a-z0-9._@\\-]{1,63}"></label>
<label>Role ${roleChoice('viewer', true)}</label>
<button>Invite</button>
</form>
${
  users.length === 0
    ? html`<p class="empty">Nobody yet. Whom you invite signs in with a name and a password of their own.</p>`
    : table({
        ...{ label: 'People', columns: ['Name', 'State', 'Role', 'Access'] },
        rows: users.map(row),
      })
}`;
}

function row({ name, role, state, disabled }: UserAnswer): readonly (Html | string)[] {
  const action = `/desk/people/${name}`;
  return [
    name,
    state,
    html`<form class="line" method="post" action="${action}"><input type="hidden" name="do" value="role">
<label><span class="unseen">Role of ${name}</span>${roleChoice(role, false)}</label><button>Change</button></form>`,
    html`<form class="line" method="post" action="${action}">
<button name="do" value="invite">New link<span class="unseen"> for ${name}</span></button>
<button name="do" value="${disabled ? 'enable' : 'disable'}">${disabled ? 'Let in' : 'Shut out'}<span class="unseen"> ${name}</span></button>
</form>`,
  ];
}

const roleChoice = (chosen: Role, isExplained: boolean): Html =>
  html`<select name="role">${Role.options.map(
    (role) =>
      html`<option value="${role}"${role === chosen && html` selected`}>${role}${isExplained && `: ${does[role]}`}</option>`,
  )}</select>`;
