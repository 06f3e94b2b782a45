type OidcProvider = typeof import('oidc-provider');

let loaded: Promise<OidcProvider> | undefined;

/**
 * oidc-provider says at once that it wants a newer Node, though all that is used of it runs on this one. That warning is
 * kept from the console; every other one gets there.
 */
export function loadOidcProvider(): Promise<OidcProvider> {
  loaded ??= importQuietly();
  return loaded;
}

async function importQuietly(): Promise<OidcProvider> {
  const { warn } = console;
  console.warn = (...words: unknown[]) => {
    if (!String(words[0]).includes('Unsupported runtime')) warn.apply(console, words);
  };
  try {
    return await import('oidc-provider');
  } finally {
    console.warn = warn;
  }
}
