import { createHash } from 'node:crypto';

export interface S3Object {
  readonly body: Buffer;
  readonly etag: string;
  readonly modified: Date;
  /** Those of the put that are given back: type, cache control, language, user metadata. */
  readonly headers: Readonly<Record<string, string>>;
}

export interface S3State {
  readonly buckets: ReadonlyMap<string, Map<string, S3Object>>;
  readonly accessKeyId: string;
  readonly pageSize: number;
  readonly weak: boolean;
  readonly etags: 'either' | 'bare' | 'quoted';
  /** Its clock, milliseconds since 1970. */
  readonly now: () => number;
}

export interface S3Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly text: string | Buffer;
}

/** An error in the form of S3. */
export class S3Refusal extends Error {
  readonly status: number;
  readonly code: string;

  constructor(status: number, code: string) {
    super(code);
    this.status = status;
    this.code = code;
  }

  toAnswer(): S3Answer {
    const text = `<?xml version="1.0" encoding="UTF-8"?><Error><Code>${this.code}</Code><Message>${this.code}</Message></Error>`;
    return { status: this.status, headers: { 'content-type': 'application/xml' }, text };
  }
}

export const etagOf = (body: Buffer): string => `"${createHash('md5').update(body).digest('hex')}"`;
