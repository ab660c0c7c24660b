import type { z } from 'zod';
import { Problem } from './api-answers.ts';
import { readApiFile } from './api-file.ts';
import { CommandFailed, WrongUse } from './terminal.ts';

const ANSWER_WITHIN_MS = 30_000;

/** The API refused. `status` is the HTTP status. */
export class ApiRefused extends CommandFailed {
  override readonly name = 'ApiRefused';
  readonly status: number;

  constructor(status: number, message: string) {
    super(message);
    this.status = status;
  }
}

interface ApiRequest {
  readonly method?: 'GET' | 'POST' | 'PATCH' | 'DELETE';
  readonly path: string;
  readonly body?: string | Buffer;
  readonly headers?: Readonly<Record<string, string>>;
  /** Leaves the API token out: the request proves itself in another way. */
  readonly withoutToken?: boolean;
  readonly signal?: AbortSignal;
}

export interface ApiClient {
  /** Without a slash at its end. */
  readonly address: string;
  /** Sends and reads JSON. Throws ApiRefused, or CommandFailed where nothing answers. */
  ask<T>(request: ApiRequest, schema: z.ZodType<T>): Promise<T>;
  /** The answer itself, once its status is known to be good. */
  open(request: ApiRequest): Promise<Response>;
}

/**
 * Finds the running system: DATELINE_API_URL and DATELINE_API_TOKEN, else what `dateline up` left
 * in the data directory. The token of that file goes to the address in it and nowhere else.
 */
export async function findApi(
  environment: Readonly<Record<string, string | undefined>>,
  dataDir: string,
): Promise<ApiClient> {
  const file = await readApiFile(dataDir);
  const named = environment.DATELINE_API_URL?.replace(/\/+$/, '');
  if (named !== undefined && !/^https?:\/\//.test(named)) {
    throw new WrongUse('DATELINE_API_URL must start with http:// or https://');
  }
  const address = named ?? file?.http;
  if (address === undefined) {
    throw new CommandFailed(
      `Dateline is not running with the data directory ${dataDir}. ` +
        'Start it with "npm start", or set DATELINE_API_URL and DATELINE_API_TOKEN.',
    );
  }
  const token = environment.DATELINE_API_TOKEN ?? (file?.http === address ? file.token : undefined);
  return clientOf(address, token);
}

function clientOf(address: string, token: string | undefined): ApiClient {
  async function open(request: ApiRequest): Promise<Response> {
    const authorised = token !== undefined && request.withoutToken !== true;
    const response = await send(`${address}${request.path}`, {
      method: request.method ?? 'GET',
      headers: {
        ...(request.body !== undefined && { 'content-type': 'application/json' }),
        ...(authorised && { authorization: `Bearer ${token}` }),
        ...request.headers,
      },
      ...(request.body !== undefined && { body: request.body }),
      // Else a token would follow to wherever the answer points.
      redirect: 'error',
      signal: request.signal ?? AbortSignal.timeout(ANSWER_WITHIN_MS),
    });
    if (response.ok) return response;
    throw new ApiRefused(response.status, await refusalOf(response, authorised));
  }

  return {
    address,
    open,
    async ask(request, schema) {
      const answer = await open(request);
      const parsed = schema.safeParse(await answer.json());
      if (parsed.success) return parsed.data;
      throw new CommandFailed(`${address}${request.path} did not answer as Dateline does`);
    },
  };
}

async function send(url: string, options: RequestInit): Promise<Response> {
  try {
    return await fetch(url, options);
  } catch (error) {
    if (options.signal?.aborted && !isTimeout(options.signal.reason)) throw error;
    const { origin } = new URL(url);
    if (isTimeout(error)) throw new CommandFailed(`${origin} does not answer`, { cause: error });
    const reason = error instanceof Error && error.cause instanceof Error ? error.cause : error;
    const said = codeOf(reason) === 'ECONNREFUSED' ? 'is Dateline running?' : messageOf(reason);
    throw new CommandFailed(`Nothing answers at ${origin}: ${said}`, { cause: error });
  }
}

const isTimeout = (error: unknown): boolean =>
  error instanceof Error && error.name === 'TimeoutError';
const codeOf = (error: unknown): unknown =>
  error instanceof Error && 'code' in error ? error.code : undefined;
const messageOf = (error: unknown): string =>
  error instanceof Error ? error.message : String(error);

/** One line, then a line for each fault that was found in what was sent. */
async function refusalOf(response: Response, authorised: boolean): Promise<string> {
  const text = await response.text();
  const problem = problemOf(text);
  const said = [problem.title ?? response.statusText, problem.detail].filter(Boolean).join(': ');
  const hint =
    response.status === 401 && !authorised
      ? ' No API token is known for this address: set DATELINE_API_TOKEN.'
      : '';
  const faults = (problem.errors ?? []).map(({ pointer, detail }) => `  ${pointer}: ${detail}`);
  return [`${response.status} ${said}${hint}`, ...faults].join('\n');
}

function problemOf(text: string): Problem {
  try {
    return Problem.safeParse(JSON.parse(text)).data ?? {};
  } catch (error) {
    // Something else than Dateline refused: its status has to do.
    if (error instanceof SyntaxError) return {};
    throw error;
  }
}
