import type { UserSetup } from '../options';
import { denialMessage, denialOf } from './access-decision';
import type { Caller } from './evaluate-policy';
import type { Policies } from './policies';
import { ACCOUNT_ID, type Credential, type Principal } from './principal';

/** The account's IAM users, each with one long-lived access key, as they are set up now. */
export class Users {
  #users = new Map<string, UserSetup>();
  readonly #policies: Policies;

  constructor(users: readonly UserSetup[], policies: Policies) {
    this.#policies = policies;
    this.setUsers(users);
  }

  /** Replaces all users: a key that is no longer among them is unknown from now on, also in URLs signed before. */
  setUsers(users: readonly UserSetup[]): void {
    this.#users = new Map(users.map(user => [user.accessKeyId, user]));
  }

  /** Whose key it is; undefined if nobody's. */
  find(accessKeyId: string): Credential | undefined {
    const user = this.#users.get(accessKeyId);
    return user && { secretAccessKey: user.secretAccessKey, principal: this.#principalOf(user) };
  }

  #principalOf({ name = 'shoebox', accessKeyId, policy, permissionsBoundary }: UserSetup): Principal {
    const arn = `arn:aws:iam::${ACCOUNT_ID}:user/${name}`;
    const caller: Caller = { sessionArn: arn, roleArn: arn, accountId: ACCOUNT_ID };
    // IAM User Guide, "IAM and AWS STS condition context keys": the values of these for IAM users.
    const callerKeys = {
      'aws:principalarn': arn,
      'aws:principalaccount': ACCOUNT_ID,
      'aws:principaltype': 'User',
      'aws:userid': `AIDA${accessKeyId.slice(4)}`,
      'aws:username': name,
    };
    return {
      arn,
      refusal: (asked, resource) => {
        const request = { ...asked, keys: { ...asked.keys, ...callerKeys } };
        const layers = { ...this.#policies.account, identity: policy, permissionsBoundary, resource };
        const denial = denialOf(layers, request, caller);
        return denial && denialMessage(denial, request, caller);
      },
    };
  }
}
