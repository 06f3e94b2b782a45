import browser from 'webextension-polyfill';
import type { TestedConditions } from '../aws/conditions';
import { keyValueStorage } from './key-value-storage';

/** What connection tests found out of buckets, by `bucketIdentity`. Survives the browser; only the worker writes it. */
export const testedConditions = keyValueStorage<TestedConditions>(browser.storage.local, 'conditions');
