import './setup-guide.css';
import type { SettingsInput } from '../../core/settings';
import type { Store } from '../../core/stores';
import { message } from '../../i18n/message';
import { PartsByHand } from './parts-by-hand';
import { QuickSetup } from './quick-setup';
import { StoreGuide } from './store-guide';

/** Id of the guide, for links to it. */
export const SETUP_GUIDE_ID = 'setup-guide';

interface SetupGuideProps {
  /** What is in the fields. */
  readonly input: SettingsInput;
  /** Where the bucket is, or shall be. */
  readonly store: Store;
  /** Whether it is unfolded at first. */
  readonly isOpen?: boolean;
}

/** How to come to a bucket: at AWS by a template or by hand, elsewhere in the store's console. */
export function SetupGuide({ input, store, isOpen = false }: SetupGuideProps) {
  return (
    <details class="card guide" id={SETUP_GUIDE_ID} open={isOpen}>
      <summary>
        <h2>{message(store.id === 'aws' ? 'setup_heading' : 'setup_store_heading')}</h2>
      </summary>
      {store.id === 'aws' ? <AwsGuide input={input} /> : <StoreGuide {...{ input, store }} />}
    </details>
  );
}

/** Two ways to bucket, pool and role: AWS makes all of it from one template, or each is made in the AWS console. */
const AwsGuide = ({ input }: Pick<SetupGuideProps, 'input'>) => (
  <>
    <p>
      {message('setup_intro')} {message('setup_cost')}
    </p>
    <QuickSetup />
    <PartsByHand input={input} />
    <p class="guide-warning">{message('setup_remove')}</p>
  </>
);
