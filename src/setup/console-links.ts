/** Where in the AWS console each thing is made. */
export interface ConsoleLinks {
  readonly buckets: string;
  readonly identityPools: string;
  readonly roles: string;
}

/** Hosts of the console by AWS partition: each has accounts and pages of its own. */
function consoleHost(region: string): string {
  if (region.startsWith('cn-')) return 'console.amazonaws.cn';
  if (region.startsWith('us-gov-')) return 'console.amazonaws-us-gov.com';
  return 'console.aws.amazon.com';
}

/** Links into the console for the settings' region; for the one the console chooses when `region` is empty. */
export function consoleLinks(region: string): ConsoleLinks {
  const host = `https://${consoleHost(region)}`;
  const query = region === '' ? '' : `?region=${encodeURIComponent(region)}`;
  return {
    buckets: `${host}/s3/buckets${query}`,
    identityPools: `${host}/cognito/v2/identity/identity-pools${query}`,
    roles: `${host}/iam/home#/roles`,
  };
}
