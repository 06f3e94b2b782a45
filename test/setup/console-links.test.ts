import { expect, it } from 'vitest';
import { consoleLinks } from '../../src/setup/console-links';

it.each([
  ['eu-west-1', 'https://console.aws.amazon.com/s3/buckets?region=eu-west-1'],
  ['', 'https://console.aws.amazon.com/s3/buckets'],
  ['cn-north-1', 'https://console.amazonaws.cn/s3/buckets?region=cn-north-1'],
  ['us-gov-west-1', 'https://console.amazonaws-us-gov.com/s3/buckets?region=us-gov-west-1'],
  ['a b&c', 'https://console.aws.amazon.com/s3/buckets?region=a%20b%26c'],
])('the AWS console link for %j leads to %s', (region, buckets) => {
  const links = consoleLinks(region);
  expect(links.buckets).toBe(buckets);
  expect(Object.values(links).every(link => URL.canParse(link))).toBe(true);
});
