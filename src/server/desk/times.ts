import { type Html, html } from './html.ts';

const MINUTE_MS = 60_000;

/** How long ago something was, as people say it; the exact time is a touch away. */
export function ago(at: string, now: number): Html {
  return html`<time datetime="${at}" title="${at}">${words(Math.max(0, now - Date.parse(at)))}</time>`;
}

/** As `ago`, in a sentence of its own: `5 min ago`. */
export function since(at: string, now: number): Html {
  const ms = now - Date.parse(at);
  return ms < MINUTE_MS ? ago(at, now) : html`${ago(at, now)} ago`;
}

function words(ms: number): string {
  const minutes = Math.floor(ms / MINUTE_MS);
  if (minutes < 1) return 'just now';
  if (minutes < 60) return `${minutes} min`;
  const hours = Math.floor(minutes / 60);
  if (hours < 48) return `${hours} h ${minutes % 60} min`;
  return `${Math.floor(hours / 24)} days`;
}

/** `14:05` of the day, UTC. */
export const clock = (at: string): string => `${at.slice(11, 16)} UTC`;
