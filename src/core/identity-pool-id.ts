/** `REGION:GUID`. Source: Cognito API reference, `IdentityPoolId`: pattern `[\w-]+:[0-9a-f-]+`, 1 to 55 characters. */
const IDENTITY_POOL_ID = /^([a-z]{2}(?:-[a-z]+)+-\d+):[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

export const isIdentityPoolId = (text: string): boolean => IDENTITY_POOL_ID.test(text);

/** The region of the pool, which may differ from the bucket's; null when `id` is no pool id. */
export const regionOfIdentityPool = (id: string): string | null => IDENTITY_POOL_ID.exec(id)?.[1] ?? null;
