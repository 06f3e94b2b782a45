import type { Settings } from '../../core/settings';
import { message } from '../../i18n/message';
import { corsLines } from '../../setup/cli-lines';
import { bucketCors } from '../../setup/cors';
import { Copyable } from '../../ui/copyable';

interface CorsInstructionsProps {
  /** The bucket, for who would rather use a command line. */
  readonly bucket?: Pick<Settings, 'bucket' | 'region'>;
}

/** Folded away: how the bucket itself lets Shoebox in, for who does not allow access in the browser. */
export function CorsInstructions({ bucket }: CorsInstructionsProps) {
  return (
    <details class="cors">
      <summary>{message('setup_cors')}</summary>
      <p>{message('setup_cors_text')}</p>
      <Copyable value={bucketCors(location.origin)} label="copy_cors" />
      {bucket !== undefined && (
        <>
          <p>{message('setup_cors_lines')}</p>
          <Copyable value={corsLines(bucket, location.origin)} name="setup_lines" label="copy_setup_lines" />
        </>
      )}
    </details>
  );
}
