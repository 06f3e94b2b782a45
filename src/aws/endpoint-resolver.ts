import { objectUrl } from '../core/s3-url';

/** Of the parameters that the SDK's S3 client resolves an endpoint from, those that Shoebox sets. */
interface EndpointParameters {
  readonly Bucket?: string;
  readonly Endpoint?: string;
  readonly ForcePathStyle?: boolean;
  readonly Region?: string;
}

/**
 * Takes the place of the SDK's own rules in the build (see `vite/sdk-for-workers.ts`), which are 17 KB for kinds of endpoints that
 * nothing here has: the address of the bucket is known already. A test holds it to what those rules say.
 */
export const defaultEndpointResolver = ({
  Bucket = '',
  Endpoint = '',
  ForcePathStyle = false,
  Region = '',
}: EndpointParameters) => ({
  url: new URL(
    objectUrl(
      { bucket: Bucket, endpoint: Endpoint, pathStyle: ForcePathStyle, region: Region },
      '',
    ).href.replace(/\/$/, ''),
  ),
  properties: {
    authSchemes: [
      // S3 alone wants keys escaped once.
      { name: 'sigv4', signingName: 's3', signingRegion: Region, disableDoubleEncoding: true },
    ],
  },
});
