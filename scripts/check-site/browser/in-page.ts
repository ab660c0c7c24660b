/** What is run within a page, as text: the project is compiled without a browser's types. */

/** Scrolls to the end, so that what loads late has loaded, and waits for fonts and pictures. */
export const readToTheEnd = `(async () => {
  const frame = () => new Promise((done) => requestAnimationFrame(() => done()));
  for (let y = 0; y < document.documentElement.scrollHeight; y += innerHeight) {
    scrollTo(0, y);
    await frame();
  }
  const patience = new Promise((done) => setTimeout(done, 5000));
  await Promise.race([
    Promise.all([document.fonts.ready, ...[...document.images].map((image) => image.decode().catch(() => {}))]),
    patience,
  ]);
  await frame();
  await frame();
})()`;

/** Pixels by which the page is wider than its window, and the elements that make it so. */
export const overflow = `(() => {
  const pixels = document.documentElement.scrollWidth - innerWidth;
  if (pixels <= 0) return null;
  const wide = [...document.body.querySelectorAll('*')].filter((element) => {
    const { left, right, width } = element.getBoundingClientRect();
    return width > 0 && (right > innerWidth + 0.5 || left < -0.5);
  });
  const name = ({ localName, className }) => localName + (className ? '.' + className : '');
  return { pixels, elements: wide.slice(-3).map(name) };
})()`;

/** Every layout shift that no reader caused, with what moved. */
export const shifts = `new Promise((done) => {
  const found = [];
  const name = (node) => node === null ? '?' : (node.localName ?? node.nodeName) + (node.className ? '.' + node.className : '');
  const observer = new PerformanceObserver((list) => {
    for (const { value, hadRecentInput, sources } of list.getEntries()) {
      if (!hadRecentInput) found.push({ value, moved: sources.map(({ node }) => name(node)) });
    }
  });
  observer.observe({ type: 'layout-shift', buffered: true });
  requestAnimationFrame(() => setTimeout(() => done(found), 0));
})`;

/** Set by the proof's hostile stories, where any of them runs. */
export const wasRun = 'window.wasRun === 1';

export const runAxe = `axe.run(document, { resultTypes: ['violations'] }).then(({ violations }) =>
  violations.flatMap(({ id, help, nodes }) => nodes.map(({ target, html }) => ({
    rule: id, help, place: target.join(' '), html: html.slice(0, 200),
  }))))`;
