import { AWS_REGIONS } from '../core/regions';
import { message, uiLanguage } from '../i18n/message';
import { FIELD_TEXTS } from './field-texts';
import type { FillNote, PastableField } from './fill-from';
import { PathStyleField } from './path-style-field';
import type { SettingsForm } from './settings-form';
import { TextField } from './text-field';
import './settings-fields.css';

/** What was filled in from a field's content, as a sentence; empty when nothing was. */
function sentenceOf(note: FillNote | null, from: PastableField): string {
  if (note?.from !== from) return '';
  if (note.reason === 'pool-region') return message('region_from_pool');
  const names = note.fields.map(field => message(FIELD_TEXTS[field].label));
  return message('pasted_filled', new Intl.ListFormat(uiLanguage()).format(names));
}

/** All fields of the settings; the ones that few people need are folded away. */
export function SettingsFields({ form }: { readonly form: SettingsForm }) {
  const { input, problems, note, change, settle, leave } = form;
  const field = <
    Name extends 'bucket' | 'region' | 'identityPoolId' | 'folder' | 'endpoint' | 'cognitoEndpoint',
  >(
    name: Name,
  ) => ({
    name,
    value: input[name],
    problem: problems[name],
    onInput: (value: string) => change({ [name]: value }),
    onLeave: () => leave(name),
  });
  return (
    <>
      <TextField
        {...field('bucket')}
        required
        note={sentenceOf(note, 'bucket')}
        onSettled={() => settle('bucket')}
      />
      <TextField {...field('region')} required suggestions={AWS_REGIONS} />
      <TextField
        {...field('identityPoolId')}
        required
        note={sentenceOf(note, 'identityPoolId')}
        onSettled={() => settle('identityPoolId')}
      />
      <details class="advanced">
        <summary>{message('options_advanced')}</summary>
        <div class="fields">
          <TextField {...field('folder')} />
          <TextField {...field('endpoint')} />
          <PathStyleField checked={input.pathStyle} onChange={pathStyle => change({ pathStyle })} />
          <TextField {...field('cognitoEndpoint')} />
        </div>
      </details>
    </>
  );
}
