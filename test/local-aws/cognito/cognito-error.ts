/** A refusal of Cognito Identity. */
export class CognitoError extends Error {
  override readonly name = 'CognitoError';
  readonly code: CognitoErrorCode;
  readonly status = 400; // all of these

  constructor(code: CognitoErrorCode, message: string) {
    super(message);
    this.code = code;
  }
}

/** The codes that this stand-in gives. */
export type CognitoErrorCode =
  | 'InvalidIdentityPoolConfigurationException'
  | 'NotAuthorizedException'
  | 'ResourceNotFoundException'
  | 'SerializationException'
  | 'TooManyRequestsException'
  | 'UnknownOperationException'
  | 'ValidationException';
