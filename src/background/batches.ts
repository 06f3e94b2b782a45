import type { Transfer } from '../core/transfer';

/**
 * All that a person saved from the web in one go, this transfer among them: those share the very moment at which they
 * were begun. Of a long batch the first ones may have left the list meanwhile.
 */
export const batchOf = (
  transfer: Pick<Transfer, 'createdAt' | 'source'>,
  all: readonly Transfer[],
): readonly Transfer[] =>
  all.filter(
    ({ createdAt, source }) => createdAt === transfer.createdAt && source.kind === transfer.source.kind,
  );
