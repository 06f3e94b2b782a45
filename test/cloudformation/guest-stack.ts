import type { Settings } from '../../src/core/settings';
import { cloudFormationTemplate } from '../../src/setup/cloudformation-template';
import type { OptionalPermissions } from '../../src/setup/guest-policy';
import { redirectAddresses } from '../../src/setup/redirect-addresses';
import type { TemplateChoices } from '../../src/setup/template-choices';
import type { PolicyDocument } from '../local-aws/index';
import { stackOf } from './stack';

/** The template as AWS gets it, made with nothing chosen beside this. */
export const templateFor = ({
  bucket,
  region,
  ...choices
}: Pick<TemplateChoices, 'bucket' | 'region'> & Partial<TemplateChoices>): object =>
  JSON.parse(
    JSON.stringify(
      cloudFormationTemplate({
        ...{ bucket, region, access: 'guest', firstUser: '', folder: '', ownFolders: false },
        ...{ restore: false, encryption: 's3', redirectAddresses: redirectAddresses('') },
        ...choices,
      }),
    ),
  );

/** An identity pool, and what its guests may do: with the very policy and trust that the options' template has. */
export function guestPoolOf(
  { identityPoolId, ...choices }: Pick<Settings, 'bucket' | 'region' | 'folder' | 'identityPoolId'>,
  { restore }: OptionalPermissions = { restore: false },
) {
  const { id, guests, role, trust } = stackOf(templateFor({ ...choices, restore }), { identityPoolId }).pool;
  if (role === 'none') throw new Error('The template has no role for guests.');
  return { id, guests, role: withLists(role), ...(trust && { trust }) };
}

/** The template writes every list of actions as one. */
function withLists({ Version, Statement }: PolicyDocument) {
  const lists = Statement.map(({ Action = [], ...statement }) => ({ ...statement, Action: [...Action] }));
  return { ...(Version && { Version }), Statement: lists };
}
