/** The archive's keys (DESIGN: contract). One function a kind of document; nothing else builds a key. */
export const keys = {
  inbox: (submissionId: string) => `inbox/${submissionId}`,
  inboxPrefix: 'inbox/',
  idempotency: (source: string, submissionId: string) => `keys/${source}/${submissionId}`,
  idempotencyPrefix: 'keys/',
  submission: (received: string, submissionId: string) =>
    `submissions/${received.slice(0, 10).replaceAll('-', '/')}/${submissionId}`,
  storiesPrefix: 'stories/',
  story: (storyId: string) => `stories/${storyId}/`,
  head: (storyId: string) => `stories/${storyId}/head.json`,
  revision: (storyId: string, revision: number) => `stories/${storyId}/revisions/${revision}.json`,
  decision: (storyId: string, n: number) => `stories/${storyId}/decisions/${n}.json`,
  decisionsOf: (storyId: string) => `stories/${storyId}/decisions/`,
  pass: (storyId: string, pass: number) => `stories/${storyId}/passes/${pass}/`,
  stage: (storyId: string, pass: number, stage: string) =>
    `stories/${storyId}/passes/${pass}/${stage}.json`,
  release: (storyId: string, pass: number) => `stories/${storyId}/passes/${pass}/release.json`,
  /** Why a pass was given up; what it had come to is in the documents of its stages. */
  failure: (storyId: string, pass: number) => `stories/${storyId}/passes/${pass}/failed.json`,
  open: (storyId: string, pass: number) => `open/${storyId}.${pass}`,
  openPrefix: 'open/',
  schedule: (minute: string, storyId: string, pass: number) =>
    `schedule/${minute}/${storyId}.${pass}`,
  /** When pictures that a story went without are asked for again. */
  pictureVisit: (minute: string, storyId: string, pass: number) =>
    `schedule/${minute}/${storyId}.${pass}.fetch`,
  /** A page shows another story, or its own shows others, as they were: due whatever clocks say. */
  pageVisit: (page: string, by: { readonly storyId: string; readonly pass: number }) =>
    `schedule/1970-01-01T00:00/${page}.${by.pass}.${by.storyId}`,
  schedulePrefix: 'schedule/',
  /** What the edge does not know of yet. */
  purge: (at: string, id: string) => `purges/${at}.${id}`,
  purgesPrefix: 'purges/',
  /** There until nothing of the story is left. */
  erasure: (storyId: string) => `erase/${storyId}`,
  erasuresPrefix: 'erase/',
  passesOf: (storyId: string) => `stories/${storyId}/passes/`,
  revisionsOf: (storyId: string) => `stories/${storyId}/revisions/`,
  /** `path` with slashes at both ends, as in a page's URL. */
  path: (path: string) => `paths${path.slice(0, -1)}`,
  edition: (front: string, edition: number) => `fronts/${front}/editions/${edition}.json`,
  editionsOf: (front: string) => `fronts/${front}/editions/`,
  frontsPrefix: 'fronts/',
  media: (sha256: string) => `media/${sha256}/`,
  mediaPrefix: 'media/',
  blobsPrefix: 'blobs/',
  original: (sha256: string) => `media/${sha256}/original`,
  renditions: (sha256: string) => `media/${sha256}/renditions.json`,
  rendition: (sha256: string, file: string) => `media/${sha256}/${file}`,
  blob: (sha256: string) => `blobs/${sha256}`,
  sourceConfig: (id: string) => `config/sources/${id}.json`,
  sourcesPrefix: 'config/sources/',
  subscription: (source: string) => `config/subscriptions/${source}.json`,
  subscriberConfig: (id: string) => `config/subscribers/${id}.json`,
  subscribersPrefix: 'config/subscribers/',
  /** What a subscriber is to be told; `id` begins with its day, as in `20261126T…`. */
  pendingDelivery: (subscriber: string, id: string) => `deliveries/pending/${subscriber}/${id}`,
  pendingDeliveriesOf: (subscriber: string) => `deliveries/pending/${subscriber}/`,
  pendingDeliveriesPrefix: 'deliveries/pending/',
  /** What it was told, or could not be. */
  loggedDelivery: (subscriber: string, id: string) =>
    `deliveries/log/${subscriber}/${id.slice(0, 8)}/${id}`,
  deliveryLogOf: (subscriber: string) => `deliveries/log/${subscriber}/`,
  deliveryLogPrefix: 'deliveries/log/',
  tokenConfig: (name: string) => `config/tokens/${name}.json`,
  tokensPrefix: 'config/tokens/',
  userConfig: (name: string) => `config/users/${name}.json`,
  usersPrefix: 'config/users/',
  listConfig: (name: string) => `config/lists/${name}.json`,
  listsPrefix: 'config/lists/',
  /** Says that moderation is not to learn from this decision. */
  forgottenLesson: (storyId: string, pass: number) => `config/forgotten/${storyId}.${pass}.json`,
  /** How far the last republication of many stories has come. */
  republication: 'config/republication.json',
  forgottenLessonsOf: (storyId: string) => `config/forgotten/${storyId}.`,
  /** What is done to many stories at once, and how far it has come. */
  bulkOrder: (id: string) => `bulks/${id}/order.json`,
  bulkProgress: (id: string) => `bulks/${id}/progress.json`,
  bulkAbort: (id: string) => `bulks/${id}/abort`,
  bulksPrefix: 'bulks/',
  openBulk: (id: string) => `open-bulks/${id}`,
  openBulksPrefix: 'open-bulks/',
  secretFingerprint: 'config/secret-key.json',
  /** Written over and over; the one object of the archive that records nothing. */
  probe: 'probe/server',
  audit: (at: string, id: string) => `audit/${at.slice(0, 10).replaceAll('-', '/')}/${id}`,
  /** `day` as in `2026-11-26`. */
  auditOf: (day: string) => `audit/${day.replaceAll('-', '/')}/`,
} as const;
