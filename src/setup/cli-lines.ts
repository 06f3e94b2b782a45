import type { Settings } from '../core/settings';
import { cloudFormationTemplate, stackName } from './cloudformation-template';
import { bucketCors } from './cors';
import type { PolicyDocument } from './guest-policy';
import type { TemplateChoices } from './template-choices';
import type { TrustPolicy } from './trust-policy';

// Lines for a shell that is signed in to AWS, such as CloudShell's.

/** A text as one word of a POSIX shell, which takes everything between these quotes as it is. */
export const shellWord = (text: string): string => `'${text.replaceAll("'", `'\\''`)}'`;

const json = (value: object): string => shellWord(JSON.stringify(value));

/** They make the stack, wait for it, and print the set-up code. */
export function cloudShellLines(choices: TemplateChoices): string {
  const stack = `--region ${choices.region} --stack-name ${stackName(choices.bucket)}`;
  const print = (output: string): string =>
    `aws cloudformation describe-stacks ${stack} --query "Stacks[0].Outputs[?OutputKey=='${output}'].OutputValue" --output text`;
  const codes =
    choices.access === 'both'
      ? `echo; echo 'For you:'; ${print('SetupCode')}; echo; echo 'For guests:'; ${print('GuestSetupCode')}`
      : print('SetupCode');
  // What stands in quotes is taken as it is, and no name can hold the line that ends it.
  return `cat > shoebox.json <<'END_OF_TEMPLATE'
${JSON.stringify(cloudFormationTemplate(choices))}
END_OF_TEMPLATE
aws cloudformation deploy ${stack} --template-file shoebox.json --capabilities CAPABILITY_IAM &&
{ ${codes}; }
`;
}

/** They give the role that the identity pool has already its policy, and say who may take it. */
export function roleLines(
  { identityPoolId, access }: Pick<Settings, 'identityPoolId' | 'access'>,
  region: string,
  policy: PolicyDocument,
  trust: TrustPolicy<string>,
): string {
  const kind = access === 'guest' ? 'unauthenticated' : 'authenticated';
  const pool = `--region ${shellWord(region)} --identity-pool-id ${shellWord(identityPoolId)}`;
  return `ROLE=$(aws cognito-identity get-identity-pool-roles ${pool} --query Roles.${kind} --output text)
aws iam put-role-policy --role-name "\${ROLE##*/}" --policy-name Shoebox --policy-document ${json(policy)} &&
aws iam update-assume-role-policy --role-name "\${ROLE##*/}" --policy-document ${json(trust)}
`;
}

/** It replaces the bucket's CORS rules with those that let the extension in. */
export function corsLines(
  { bucket, region, endpoint }: Pick<Settings, 'bucket' | 'region' | 'endpoint'>,
  origin: string,
): string {
  const at = endpoint === '' ? '' : `--endpoint-url ${shellWord(endpoint)} `;
  return `aws s3api put-bucket-cors ${at}--region ${shellWord(region)} --bucket ${shellWord(bucket)} --cors-configuration ${json({ CORSRules: bucketCors(origin) })}
`;
}
