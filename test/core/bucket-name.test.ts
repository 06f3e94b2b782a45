import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bucketNameProblem } from '../../src/core/bucket-name';

describe('bucketNameProblem', () => {
  it.each(['abc', 'my-bucket', 'my.bucket.2', '0a0', 'a'.repeat(63), '1.2.3', '1.2.3.4.5', 'a--b'])(
    'accepts %s',
    name => expect(bucketNameProblem(name)).toBeNull(),
  );

  it.each([
    ['', 'empty'],
    ['ab', 'length'],
    ['a'.repeat(64), 'length'],
    ['Abc', 'characters'],
    ['a_b', 'characters'],
    ['사진첩', 'characters'],
    ['abc\n', 'characters'],
    ['-abc', 'edges'],
    ['abc.', 'edges'],
    ['a..b', 'dots'],
    ['192.168.5.4', 'ip-address'],
    ['xn--abc', 'reserved-prefix'],
    ['sthree-abc', 'reserved-prefix'],
    ['amzn-s3-demo-x', 'reserved-prefix'],
    ['abc-s3alias', 'reserved-suffix'],
    ['abc--ol-s3', 'reserved-suffix'],
    ['abc.mrap', 'reserved-suffix'],
    ['abc--usw2-az1--x-s3', 'reserved-suffix'],
    ['abc--table-s3', 'reserved-suffix'],
  ])('refuses %j: %s', (name, problem) => expect(bucketNameProblem(name)).toBe(problem));

  it('accepts nothing that could not stand in a host name', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'ab1.-A_/ é') }), name => {
        if (bucketNameProblem(name) === null)
          expect(new URL(`https://${name}.example`).host).toBe(`${name}.example`);
      }),
    );
  });
});
