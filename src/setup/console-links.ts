import { type AwsPartition, partitionOf } from '../core/aws-partition';

/** Where in the AWS console each thing is made. */
export interface ConsoleLinks {
  readonly buckets: string;
  readonly identityPools: string;
  readonly userPools: string;
  readonly roles: string;
  readonly users: string;
  /** Where a template is uploaded; `?stackName=NAME` behind it enters the name of the stack. */
  readonly newStack: string;
  /** A command line that is signed in already. */
  readonly cloudShell: string;
}

/** Each partition has accounts and a console of its own. */
const CONSOLE_HOSTS: Readonly<Record<AwsPartition, string>> = {
  aws: 'console.aws.amazon.com',
  'aws-cn': 'console.amazonaws.cn',
  'aws-us-gov': 'console.amazonaws-us-gov.com',
  'aws-eusc': 'console.amazonaws-eusc.eu',
};

/** Links into the console for the settings' region; for the one the console chooses when `region` is empty. */
export function consoleLinks(region: string): ConsoleLinks {
  const host = `https://${CONSOLE_HOSTS[partitionOf(region)]}`;
  const query = region === '' ? '' : `?region=${encodeURIComponent(region)}`;
  return {
    buckets: `${host}/s3/buckets${query}`,
    identityPools: `${host}/cognito/v2/identity/identity-pools${query}`,
    userPools: `${host}/cognito/v2/idp/user-pools${query}`,
    roles: `${host}/iam/home#/roles`,
    users: `${host}/iam/home#/users`,
    newStack: `${host}/cloudformation/home${query}#/stacks/create/template`,
    cloudShell: `${host}/cloudshell/home${query}`,
  };
}
