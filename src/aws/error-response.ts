import { textOfElement } from './xml';

/** The body of a refusal. One that breaks off says nothing, and the status is what is known; only an abort is told. */
async function errorDocument(response: Response): Promise<string> {
  try {
    return await response.text();
  } catch (error) {
    if (error instanceof Error && error.name === 'AbortError') throw error;
    return '';
  }
}

/** What the SDK's exceptions carry, as `aws-failure` reads it. */
interface S3ErrorResponse extends Error {
  $metadata: { readonly httpStatusCode: number };
  $response: { readonly headers: Readonly<Record<string, string>> };
  Region?: string;
  Header?: string;
}

/**
 * An answer that says no, as the SDK would throw it. From a refusal because of the time it learns the server's clock,
 * as the SDK does.
 */
export async function errorFromResponse(
  response: Response,
  clock: { systemClockOffset: number },
  now: () => number = Date.now,
): Promise<S3ErrorResponse> {
  const document = await errorDocument(response);
  const name = textOfElement(document, 'Code') ?? String(response.status);
  const region = textOfElement(document, 'Region');
  const header = textOfElement(document, 'Header');
  if (name === 'RequestTimeTooSkewed') {
    const serverTime = Date.parse(
      textOfElement(document, 'ServerTime') ?? response.headers.get('date') ?? '',
    );
    if (!Number.isNaN(serverTime)) clock.systemClockOffset = serverTime - now();
  }
  return Object.assign(new Error(textOfElement(document, 'Message') ?? response.statusText), {
    name,
    $metadata: { httpStatusCode: response.type === 'opaqueredirect' ? 301 : response.status },
    $response: { headers: Object.fromEntries(response.headers) },
    ...(region !== undefined && { Region: region }),
    ...(header !== undefined && { Header: header }),
  });
}
