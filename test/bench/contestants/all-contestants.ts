import type { BenchBucket } from '../bench-bucket';
import type { BenchFixture } from '../bench-fixture';
import type { Contestant } from './contestant';
import { oneCurl, parallelCurl } from './curl';
import { awscli, rclone, s3cmd } from './debian-tools';
import { floor } from './floor';
import { shoebox, shoeboxStaged } from './shoebox';
import { toolContestant } from './tool';
import { libStorage, pageContestant, uppy } from './web-page';

/** All who upload, at the bucket's address. Shoebox has to be told of that before. */
export function allContestants(
  fixture: BenchFixture,
  bucket: BenchBucket,
  { smoke }: { readonly smoke: boolean },
): readonly Contestant[] {
  const { browser } = fixture;
  const tools = smoke ? [] : [rclone, awscli, s3cmd].map(tool => tool(fixture, bucket));
  return [
    ...[4, 6].map(atOnce => floor(fixture, bucket, atOnce)),
    shoebox(browser),
    shoeboxStaged(browser),
    toolContestant(oneCurl(fixture, bucket)),
    ...[4, 8].map(atOnce => parallelCurl(fixture, bucket, atOnce)),
    ...tools.map(toolContestant),
    ...[uppy, libStorage].map(library => pageContestant(fixture, browser, library(fixture, bucket))),
  ];
}
