import { type ComponentChild, Fragment } from 'preact';

/** Facts in one line, which breaks between them only, after the dot. Empty ones are left out. */
export function Facts({ facts }: { readonly facts: readonly ComponentChild[] }) {
  const shown = facts.filter(fact => fact !== null && fact !== false && fact !== '');
  return (
    <p class="tray-facts">
      {shown.map((fact, index) => (
        // Facts have their places; what changes is what they say.
        <Fragment key={index}>
          <span class="tray-fact">
            {fact}
            {index < shown.length - 1 && '\u00a0·'}
          </span>{' '}
        </Fragment>
      ))}
    </p>
  );
}
