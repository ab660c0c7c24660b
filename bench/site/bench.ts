/** What every measure gets. */
export interface SiteBench {
  /** Live stories of the large site; a tenth of them are the small one, and a burst. */
  readonly stories: number;
  /** Of each comparison; the median counts. */
  readonly rounds: number;
  /** `s3`: archive and site are behind the S3 protocol, in a server of the tests. */
  readonly store: 'directory' | 's3';
  /** Folder with Eleventy in its node_modules; absent: it is installed for the run. */
  readonly eleventy: string | undefined;
  /** A folder that is gone after the run. */
  readonly folder: string;
  /** Tells the person who waits. */
  readonly say: (line: string) => void;
}
