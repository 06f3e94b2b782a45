import type { SettingsInput } from '../../core/settings';
import type { Store } from '../../core/stores';
import { message } from '../../i18n/message';
import { exampleSettings } from '../../setup/example-settings';
import { bucketPage } from '../../setup/store-console';
import { CorsInstructions } from './cors-instructions';

interface StoreGuideProps {
  readonly store: Store;
  /** What is in the fields. */
  readonly input: SettingsInput;
}

/** What to make at a store that is not AWS: a bucket that stays private, and a key for it. */
export function StoreGuide({ store, input }: StoreGuideProps) {
  return (
    <>
      <BucketAtStore store={store} />
      <CorsInstructions bucket={exampleSettings(input)} withLines />
    </>
  );
}

/** How to make a bucket at a store that is not AWS. */
export function BucketAtStore({ store: { id, name } }: Pick<StoreGuideProps, 'store'>) {
  const page = bucketPage(id);
  return (
    <>
      <p>{message('setup_store_bucket')}</p>
      {page !== null && (
        <p>
          <a class="console-link" href={page} target="_blank" rel="noreferrer">
            {message('setup_open_store', name)}
          </a>
        </p>
      )}
    </>
  );
}
