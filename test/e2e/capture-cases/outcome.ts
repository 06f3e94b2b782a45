import { expect } from 'vitest';
import type { TransferView } from '../../../src/messaging/protocol';
import { type BucketOwner, sha256 } from '../bucket-owner';
import type { CasePage, ExpectedFailure, ExpectedObject } from './case';

/** Where an outcome is looked at. */
export interface OutcomeContext {
  readonly owner: BucketOwner;
  readonly site: { caseFile(name: string): Uint8Array | null };
}

/** The transfer has come to what the case says, and so has the bucket, which held nothing before. */
export async function expectOutcome(
  menuContext: OutcomeContext,
  transfer: TransferView,
  comes: ExpectedObject | ExpectedFailure,
  page: CasePage,
): Promise<void> {
  if (comes.as === 'refused') {
    const { code, detail } = comes;
    expect(transfer).toMatchObject({ state: 'failed', key: null, failure: { code, detail } });
    expect(await menuContext.owner.keys()).toEqual([]);
    return;
  }
  const { content, name, type, rung, note } = comes;
  expect(transfer).toMatchObject({ state: 'saved', outcome: 'stored', bytes: { rung } });
  expect(transfer.note?.code).toBe(note);
  const key = transfer.key ?? '';
  const fileName = key.slice((transfer.album ?? '').length);
  if (typeof name === 'string') expect(fileName).toBe(name);
  else expect(fileName).toMatch(name);
  // Of the album itself there may be an object, too.
  expect((await menuContext.owner.keys()).filter(one => !one.endsWith('/'))).toEqual([key]);
  expect(await menuContext.owner.metadata(key)).toMatchObject({ contentType: type });
  const bytes = await menuContext.owner.read(key);
  if (typeof content === 'string') expect(sha256(bytes)).toBe(sha256(fileOf(menuContext, content)));
  else await content(bytes, page);
}

function fileOf({ site }: OutcomeContext, name: string): Uint8Array {
  const bytes = site.caseFile(name);
  if (bytes === null) throw new Error(`The site has no ${name}`);
  return bytes;
}
