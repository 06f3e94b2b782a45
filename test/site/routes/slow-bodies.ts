import type { ServerResponse } from 'node:http';
import type { CaseRoute } from '../exchange';

// Bodies that do not end, or not soon.

/** How many bytes follow each other without waiting for the browser. */
const BURST = Buffer.alloc(64 * 1024);

/** The never-ending answers that somebody still listens to. */
export class EndlessAnswers {
  private readonly open = new Set<ServerResponse>();

  get count(): number {
    return this.open.size;
  }

  /** `/cases/endless/PHOTO`: the photograph, and then zeros for ever. */
  readonly endless: CaseRoute = ({ response, photo: { bytes, type } }) => {
    this.watch(response);
    response.writeHead(200, { 'content-type': type, 'cache-control': 'no-store' });
    const goOn = (): void => {
      while (!response.destroyed && response.write(BURST));
      response.once('drain', goOn);
    };
    response.write(bytes, goOn);
  };

  /** `/cases/drip/PHOTO?ms=500`: a byte each time, of nobody knows how many. */
  readonly drip: CaseRoute = ({ response, query, photo: { bytes, type } }) => {
    this.watch(response);
    response.writeHead(200, { 'content-type': type, 'cache-control': 'no-store' });
    let sent = 0;
    const one = (): void => void response.write(bytes.subarray(sent, ++sent));
    const timer = setInterval(one, Number(query.get('ms') ?? 500));
    response.once('close', () => clearInterval(timer));
  };

  private watch(response: ServerResponse): void {
    this.open.add(response);
    response.once('close', () => this.open.delete(response));
  }
}
