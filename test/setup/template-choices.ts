import { CHROMIUM_DEVELOPMENT_ID } from '../../src/core/extension-ids';
import { redirectAddresses } from '../../src/setup/redirect-addresses';
import type { TemplateChoices } from '../../src/setup/template-choices';

/** As the options page has them at first, for a bucket of this name. */
export const DEFAULT_CHOICES: TemplateChoices = {
  bucket: 'shoebox-k3v9q2',
  region: 'eu-central-1',
  access: 'guest',
  firstUser: '',
  folder: '',
  ownFolders: false,
  restore: false,
  encryption: 's3',
  redirectAddresses: redirectAddresses(`https://${CHROMIUM_DEVELOPMENT_ID}.chromiumapp.org/`),
};

const USERS = { ...DEFAULT_CHOICES, access: 'user', firstUser: 'ada@example.com' } as const;

const ODD_FOLDER = 'team/a \'b\' "ü"/$x*/';

/** Every choice at least once, and together what goes together. */
export const CHOICES: Readonly<Record<string, TemplateChoices>> = {
  'what is chosen at first': DEFAULT_CHOICES,
  'a folder and deleted photos kept': { ...DEFAULT_CHOICES, folder: ODD_FOLDER, restore: true },
  users: USERS,
  'users with folders of their own, and all else': {
    ...USERS,
    ownFolders: true,
    folder: ODD_FOLDER,
    restore: true,
    encryption: 'new-key',
  },
  'users and guests': { ...USERS, access: 'both', ownFolders: true },
  'a key of theirs': {
    ...USERS,
    encryption: {
      keyArn: 'arn:aws:kms:eu-central-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab',
    },
  },
  'guests in China': { ...DEFAULT_CHOICES, region: 'cn-north-1', encryption: 'new-key' },
  'users in GovCloud': { ...USERS, region: 'us-gov-west-1', ownFolders: true },
};
