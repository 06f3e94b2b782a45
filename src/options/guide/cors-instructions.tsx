import type { Settings } from '../../core/settings';
import { storeOf } from '../../core/stores';
import { message } from '../../i18n/message';
import { corsLines } from '../../setup/cli-lines';
import { bucketCors } from '../../setup/cors';
import { corsForm } from '../../setup/store-console';
import { Copyable } from '../../ui/copyable';

interface CorsInstructionsProps {
  readonly bucket: Pick<Settings, 'bucket' | 'region' | 'endpoint'>;
  /** Whether a command line is offered where the store's console takes the rules as well. */
  readonly withLines?: boolean;
}

/** Folded away: how the bucket itself lets Shoebox in, for who does not allow access in the browser. */
export function CorsInstructions({ bucket, withLines = false }: CorsInstructionsProps) {
  const { id } = storeOf(bucket);
  const form = corsForm(id);
  if (form === null) return null;
  return (
    <details class="cors">
      <summary>{message('setup_cors')}</summary>
      {form === 'json' && (
        <>
          <p>{message(id === 'r2' ? 'setup_cors_text_r2' : 'setup_cors_text')}</p>
          <Copyable value={bucketCors(location.origin)} label="copy_cors" />
        </>
      )}
      {(form === 'lines' || withLines) && (
        <>
          <p>{message(form === 'lines' ? 'setup_cors_text_lines' : 'setup_cors_lines')}</p>
          <Copyable value={corsLines(bucket, location.origin)} name="setup_lines" label="copy_setup_lines" />
        </>
      )}
    </details>
  );
}
