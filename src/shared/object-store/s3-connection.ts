import type { S3Client } from '@aws-sdk/client-s3';

export interface S3Endpoint {
  readonly region: string;
  /** Absent: AWS. */
  readonly endpoint?: string;
  /** `http://host/bucket` instead of `http://bucket.host`. */
  readonly forcePathStyle?: boolean;
  /** 2,000 ms if not given. */
  readonly connectionTimeoutMs?: number;
  /** For one try of three, which together may take half as long again; 10,000 ms if not given. */
  readonly requestTimeoutMs?: number;
}

export interface Connection {
  readonly name: string;
  /** How long a call may take, its tries and the pauses between them together. */
  readonly callTimeoutMs: number;
  readonly ready: Promise<{ sdk: typeof import('@aws-sdk/client-s3'); client: S3Client }>;
  /** HTTP puts an ETag in quotes; Ceph 16 wants it without. We learn it from the first refusal. */
  readonly quoting: { quoted: boolean; proven: boolean };
  users: number;
}

/** One client per endpoint in the whole process: a client per store costs its sockets and 5 ms. */
const connections = new Map<string, Connection>();

/** Each `connect` needs its `disconnect`. */
export function connect(endpoint: S3Endpoint): Connection {
  const name = JSON.stringify([
    endpoint.region,
    endpoint.endpoint,
    endpoint.forcePathStyle ?? false,
    endpoint.connectionTimeoutMs,
    endpoint.requestTimeoutMs,
  ]);
  const known = connections.get(name);
  const aws = isAws(endpoint.endpoint);
  const connection = known ?? {
    name,
    callTimeoutMs: 1.5 * requestTimeoutOf(endpoint),
    ready: makeClient(endpoint, aws),
    quoting: { quoted: aws, proven: aws },
    users: 0,
  };
  connection.users += 1;
  connections.set(name, connection);
  return connection;
}

export async function disconnect(connection: Connection): Promise<void> {
  connection.users -= 1;
  if (connection.users > 0) return;
  connections.delete(connection.name);
  (await connection.ready).client.destroy();
}

const requestTimeoutOf = ({ requestTimeoutMs = 10_000 }: S3Endpoint): number => requestTimeoutMs;

/** Loads the SDK (0.3 s) only in processes that use it. */
async function makeClient(endpoint: S3Endpoint, aws: boolean) {
  const [sdk, { NodeHttpHandler }] = await Promise.all([
    import('@aws-sdk/client-s3'),
    import('@smithy/node-http-handler'),
  ]);
  const agent = { keepAlive: true, maxSockets: 50 };
  const requestTimeout = requestTimeoutOf(endpoint);
  const client = new sdk.S3Client({
    region: endpoint.region,
    ...(endpoint.endpoint ? { endpoint: endpoint.endpoint } : {}),
    forcePathStyle: endpoint.forcePathStyle ?? false,
    maxAttempts: 3,
    // Checksums that AWS likes are refused, or stored as content, by many other servers.
    requestChecksumCalculation: aws ? 'WHEN_SUPPORTED' : 'WHEN_REQUIRED',
    responseChecksumValidation: aws ? 'WHEN_SUPPORTED' : 'WHEN_REQUIRED',
    requestHandler: new NodeHttpHandler({
      connectionTimeout: endpoint.connectionTimeoutMs ?? 2_000,
      requestTimeout,
      throwOnRequestTimeout: true,
      socketTimeout: requestTimeout,
      httpAgent: agent,
      httpsAgent: agent,
    }),
  });
  return { sdk, client };
}

const isAws = (endpoint: string | undefined): boolean =>
  endpoint === undefined || /(?:^|\.)amazonaws\.com(?:\.cn)?$/.test(new URL(endpoint).hostname);
