import type { PageFacts } from './functions';

export const pageFacts = (): PageFacts => ({ title: document.title, url: location.href });
