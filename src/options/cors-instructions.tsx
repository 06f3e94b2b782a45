import { message } from '../i18n/message';
import { bucketCors } from '../setup/cors';
import { CopyableJson } from './copyable-json';
import './setup-guide.css';

/** Folded away: how the bucket itself lets Shoebox in, for who does not allow access in the browser. */
export function CorsInstructions() {
  return (
    <details class="cors">
      <summary>{message('setup_cors')}</summary>
      <p>{message('setup_cors_text')}</p>
      <CopyableJson value={bucketCors(location.origin)} label="copy_cors" />
    </details>
  );
}
