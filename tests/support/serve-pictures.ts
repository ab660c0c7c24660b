import { createServer } from 'node:http';

/** Pictures on a free loopback port; what is not there yet answers 404. */
export interface PictureServer {
  readonly host: string;
  put(name: string, picture: Buffer): void;
  close(): Promise<void>;
}

export async function servePictures(): Promise<PictureServer> {
  const pictures = new Map<string, Buffer>();
  const server = createServer(({ url }, response) => {
    const picture = pictures.get(url?.slice(1) ?? '');
    if (picture === undefined) response.writeHead(404).end();
    else response.writeHead(200, { 'content-type': 'image/jpeg' }).end(picture);
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return {
    host: `127.0.0.1:${address.port}`,
    put: (name, picture) => void pictures.set(name, picture),
    async close() {
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
    },
  };
}
