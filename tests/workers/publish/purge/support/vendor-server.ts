import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A request as a vendor got it. */
export interface VendorRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: string;
}

export interface VendorAnswer {
  readonly status: number;
  readonly body?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Stands for a vendor; what its documents do not allow it refuses, so `refusals` must stay empty. */
export interface VendorServer {
  readonly url: string;
  /** What was purged, a request each. */
  readonly purges: { readonly tags: readonly string[]; readonly isSoft: boolean }[];
  /** Why requests were refused. */
  readonly refusals: string[];
  /** What the next requests are answered instead. */
  readonly troubles: VendorAnswer[];
  close(): Promise<void>;
}

export interface VendorRules {
  /** What is wrong with the request. */
  check(request: VendorRequest): string | undefined;
  tags(request: VendorRequest): readonly string[];
  isSoft(request: VendorRequest): boolean;
  readonly accepted: VendorAnswer;
  readonly refused: (why: string) => VendorAnswer;
}

export async function startVendor(rules: VendorRules): Promise<VendorServer> {
  const server = createServer(async (incoming, response) => {
    const request = await whole(incoming);
    const { status, body = '', headers } = answer(request);
    response.writeHead(status, headers).end(body);
  });
  const vendor = { purges: [], refusals: [], troubles: [] } as Pick<
    VendorServer,
    'purges' | 'refusals' | 'troubles'
  >;
  function answer(request: VendorRequest): VendorAnswer {
    const why = rules.check(request);
    if (why !== undefined) {
      vendor.refusals.push(why);
      return rules.refused(why);
    }
    const trouble = vendor.troubles.shift();
    if (trouble !== undefined) return trouble;
    vendor.purges.push({ tags: rules.tags(request), isSoft: rules.isSoft(request) });
    return rules.accepted;
  }
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    ...vendor,
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

async function whole(incoming: IncomingMessage): Promise<VendorRequest> {
  const pieces: Buffer[] = [];
  for await (const piece of incoming) pieces.push(piece);
  const { method = '', url = '', headers } = incoming;
  return { method, path: url, headers, body: Buffer.concat(pieces).toString('utf8') };
}
