const pageSize = 50;

/** Every front with its pages of stories, newest first. */
function frontPages(stories) {
  const fronts = new Map([['/', { title: 'The Bench Courier', stories }]]);
  const add = (path, title, story) => {
    const front = fronts.get(path) ?? { title, stories: [] };
    front.stories.push(story);
    fronts.set(path, front);
  };
  for (const story of stories) {
    const { section, topics, author } = story.data;
    add(`/${section}/`, section, story);
    for (const topic of topics) add(`/tags/${topic}/`, topic, story);
    add(`/authors/${author}/`, author, story);
  }
  return [...fronts].flatMap(([path, { title, stories: listed }]) => {
    const count = Math.ceil(listed.length / pageSize);
    const urlOf = (page) => (page === 1 ? path : `${path}page/${page}/`);
    return Array.from({ length: count }, (_, at) => ({
      title,
      url: urlOf(at + 1),
      newer: at > 0 ? urlOf(at) : null,
      older: at + 1 < count ? urlOf(at + 2) : null,
      stories: listed.slice(at * pageSize, (at + 1) * pageSize),
    }));
  });
}

export default function (config) {
  const storiesOf = (api) => api.getFilteredByTag('story').reverse();
  config.addCollection('stories', storiesOf);
  config.addCollection('frontPages', (api) => frontPages(storiesOf(api)));
  config.addFilter('day', (date) => date.toISOString().slice(0, 10));
  config.addFilter('rfc822', (date) => date.toUTCString());
  return { dir: { input: 'content', includes: '../_includes', output: 'public' } };
}
