import type { ComponentChildren } from 'preact';
import { ShoeboxPicture } from './shoebox-picture';
import '../styles/empty.css';

interface EmptyStateProps {
  readonly title: string;
  readonly text: string;
  readonly children?: ComponentChildren;
}

/** Where nothing is yet: says so, and what to do about it. */
export const EmptyState = ({ title, text, children }: EmptyStateProps) => (
  <section class="empty">
    <ShoeboxPicture />
    <h2>{title}</h2>
    <p>{text}</p>
    {children}
  </section>
);
