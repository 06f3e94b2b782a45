import { regionalOrigin } from '../core/aws-partition';

/** Of the parameters that the SDK's Cognito client resolves an endpoint from, those that Shoebox sets. */
interface EndpointParameters {
  readonly Endpoint?: string;
  readonly Region?: string;
}

/**
 * Takes the place of the SDK's own rules in the build (see `vite/sdk-for-workers.ts`), with their engine and a table of
 * partitions. A test holds it to what those rules say.
 */
export const defaultEndpointResolver = ({ Endpoint, Region = '' }: EndpointParameters) => ({
  url: new URL(Endpoint ?? regionalOrigin('cognito-identity', Region)),
});
