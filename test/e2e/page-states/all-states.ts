import { ACCESS_KEYS_STATES } from './access-keys-states';
import { ADDING_STATES } from './adding-states';
import { DELETED_STATES } from './deleted-states';
import { IMPORT_STATES, POLICY_STATES } from './import-states';
import { JOB_STATES } from './job-states';
import { MANAGER_STATES } from './manager-states';
import { OPTIONS_STATES } from './options-states';
import type { PageState } from './page-state';
import { PANEL_STATES } from './panel-states';
import { PICKER_STATES } from './picker-states';
import { SEARCH_STATES } from './search-states';
import { SIGN_IN_STATES } from './sign-in-states';
import { TRAY_STATES } from './tray-states';
import { WELCOME_STATES } from './welcome-states';

/** Everything that a person can come across, by whether Shoebox knows a bucket. */
export const ALL_STATES: readonly (readonly [
  name: string,
  configured: boolean,
  states: readonly PageState[],
])[] = [
  [
    'with a bucket',
    true,
    [
      // First: others open albums, which the search has seen then.
      ...SEARCH_STATES,
      ...MANAGER_STATES,
      ...ADDING_STATES,
      ...TRAY_STATES,
      ...PANEL_STATES,
      ...OPTIONS_STATES,
      ...IMPORT_STATES,
      ...POLICY_STATES,
      ...PICKER_STATES,
      ...DELETED_STATES,
      ...JOB_STATES,
      ...SIGN_IN_STATES,
      ...ACCESS_KEYS_STATES,
    ],
  ],
  ['before there is one', false, WELCOME_STATES],
];
