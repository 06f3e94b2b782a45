import { lazy } from '../../ui/lazy';

/** Why uploads or jobs failed, and what to do: with all that it takes it is loaded only where something did. */
export const Finding = lazy(async () => (await import('../../connection/finding-card')).FindingCard);
