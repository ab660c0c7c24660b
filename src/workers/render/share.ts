import type { ShareView } from './views.ts';

/** Plain links by which a reader passes a page on; `title` is what `line` gave. */
export function shareLinks(url: string, title: string): ShareView {
  const page = encodeURIComponent(url);
  const words = encodeURIComponent(title);
  return {
    email: `mailto:?subject=${words}&body=${page}`,
    whatsapp: `https://wa.me/?text=${words}%20${page}`,
    telegram: `https://t.me/share/url?url=${page}&text=${words}`,
    facebook: `https://www.facebook.com/sharer/sharer.php?u=${page}`,
    x: `https://x.com/intent/post?url=${page}&text=${words}`,
  };
}
