import { fileNameOf, localDateAndTime, type NameFacts } from '../../core/name-template';
import { message } from '../../i18n/message';

/** A picture that was not saved, for showing what a template makes of one. */
export function sampleFacts(now: Date): NameFacts {
  return {
    name: message('sample_name'),
    title: message('sample_title'),
    host: 'example.com',
    ...localDateAndTime(now.getTime()),
    hash: '3f79bb7b435b',
    ext: 'jpg',
  };
}

/** The file name that a template makes of the sample. */
export const sampleName = (template: string, now: Date): string =>
  fileNameOf({ template, facts: sampleFacts(now) }, `${message('sample_album')}/`);
