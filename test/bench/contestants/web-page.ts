import type { UnattachedBrowser } from '../../browser/launch-unattached';
import type { BenchBucket } from '../bench-bucket';
import type { BenchFixture } from '../bench-fixture';
import { inPage, type JobPage, webPage } from '../job-page';
import type { WebPageJobs } from '../pages/web/index';
import type { Contestant } from './contestant';

type Where = Pick<BenchFixture, 'gateway' | 'site'>;

/** A library that uploads from an ordinary web page. */
export interface PageLibrary {
  readonly name: string;
  /** Has the files that were chosen in the page uploaded; the milliseconds that it took. */
  upload(page: JobPage<WebPageJobs>, prefix: string): Promise<number>;
}

export const UPPY = 'Uppy, in a web page';

export function uppy({ site }: Where, bucket: BenchBucket): PageLibrary {
  const signer = site.signerUrl(bucket);
  return { name: UPPY, upload: (page, prefix) => page.run('withUppy', { signer, prefix }) };
}

export function libStorage({ gateway }: Where, bucket: BenchBucket): PageLibrary {
  const { region, owner: credentials } = gateway;
  const client = { endpoint: bucket.endpoint, region, credentials, forcePathStyle: true };
  return {
    name: 'lib-storage, in a web page',
    upload: (page, prefix) => page.run('withLibStorage', { client, bucket: bucket.name, prefix }),
  };
}

/** The library as a contestant. */
export function pageContestant(
  where: Where,
  browser: UnattachedBrowser,
  { name, upload }: PageLibrary,
): Contestant {
  return {
    name,
    upload: ({ files }, prefix) => {
      const paths = files.map(({ path }) => path);
      return inPage(webPage(browser, where, paths), page => upload(page, prefix));
    },
  };
}
