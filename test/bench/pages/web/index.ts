import { withLibStorage } from './with-lib-storage';
import { withUppy } from './with-uppy';

// An ordinary web page of an origin of its own: what people build today, with the libraries' own defaults.

/** All that the bench asks of this page; each answers with the milliseconds that it took. */
const jobs = { withLibStorage, withUppy };

export type WebPageJobs = typeof jobs;

Object.assign(globalThis, { jobs });
