import 'fake-indexeddb/auto';
import { expect, test } from 'vitest';
import { openJournal } from '../../src/transfers/journal';
import { clicked } from './fake-ports';

test('what was written is there for the next worker; what was removed is not', async () => {
  const journal = openJournal();
  await journal.write(clicked('t1', 'Cats/'));
  await journal.write(clicked('t2', null));
  await journal.write({ ...clicked('t1', 'Cats/'), state: 'saved', key: 'Cats/cat.png' });
  await journal.remove('t2');
  expect(await openJournal().all()).toEqual([
    { ...clicked('t1', 'Cats/'), state: 'saved', key: 'Cats/cat.png' },
  ]);
});
