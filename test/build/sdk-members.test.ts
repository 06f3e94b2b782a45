import { expect, test } from 'vitest';
import { withNamedMembers } from '../../vite/sdk-members';

const MODEL = `const _B = "Bucket";
const _K = "Key";
const _M = "Metadata";
const _MFA = "MFA";
const _T = "Tagging";
export var PutRequest$ = [3, n0, _PR,
    0,
    [_B, _K, _MFA, _M, _T],
    [[0, 1], 0, [() => Secret, { [_hH]: _xm }], [128 | 0, { [_hPH]: _xam }], [0, { [_hH]: _xat, [_xF]: 1 }]], 2
];
export var PutOutput$ = [3, n0, _PO,
    { [_xN]: _PR },
    [_T],
    [0]
];`;

test('a model keeps required members, and of the others those that are named, each with its schema', () => {
  const left = withNamedMembers(MODEL, new Set(['Metadata', 'Unknown']));
  expect(left).toContain('[_B, _K, _M], [[0, 1], 0, [128 | 0, { [_hPH]: _xam }]], 2];');
  expect(left).toContain('{ [_xN]: _PR },\n    [], []];');
});

test('a model in which no structure is recognized is an error, not a model without members', () => {
  expect(() => withNamedMembers('export var PutRequest$ = {};', new Set())).toThrow('no structures');
});
