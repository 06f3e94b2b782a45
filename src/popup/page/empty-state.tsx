import type { ComponentChildren } from 'preact';
import '../styles/empty.css';

interface EmptyStateProps {
  readonly title: string;
  /** May be empty. */
  readonly text: string;
  readonly children?: ComponentChildren;
}

/** Where nothing is yet: says so, and what to do about it. */
export const EmptyState = ({ title, text, children }: EmptyStateProps) => (
  <section class="empty">
    <ShoeboxPicture />
    <h2>{title}</h2>
    {text !== '' && <p>{text}</p>}
    {children}
  </section>
);

/** An open shoebox with prints in it, for views that are still empty. */
export const ShoeboxPicture = () => (
  <svg class="shoebox-picture" viewBox="0 0 160 112" width="160" height="112" aria-hidden="true">
    <g class="print print-left">
      <rect x="34" y="20" width="42" height="50" rx="4" />
      <rect class="print-sky" x="39" y="25" width="32" height="30" rx="2" />
      <path class="print-hill" d="m39 50 10-11 8 8 6-5 8 9v2a2 2 0 0 1-2 2H41a2 2 0 0 1-2-2z" />
    </g>
    <g class="print print-right">
      <rect x="82" y="16" width="42" height="50" rx="4" />
      <rect class="print-dusk" x="87" y="21" width="32" height="30" rx="2" />
      <circle class="print-sun" cx="103" cy="37" r="7" />
    </g>
    <g class="print print-middle">
      <rect x="58" y="8" width="44" height="54" rx="4" />
      <rect class="print-leaf" x="63" y="13" width="34" height="34" rx="2" />
      <circle class="print-petal" cx="80" cy="30" r="9" />
      <circle class="print-heart" cx="80" cy="30" r="3.5" />
    </g>
    <path class="box-front" d="M22 54h116v44a6 6 0 0 1-6 6H28a6 6 0 0 1-6-6z" />
    <path class="box-lip" d="M16 48h128a4 4 0 0 1 4 4v8a4 4 0 0 1-4 4H16a4 4 0 0 1-4-4v-8a4 4 0 0 1 4-4" />
    <rect class="box-label" x="60" y="74" width="40" height="16" rx="3" />
  </svg>
);
