import { useEffect, useState } from 'preact/hooks';
import { type MessageKey, message } from '../i18n/message';
import './page-index.css';

interface PageIndexProps {
  /** Whether there are people who sign in. */
  readonly hasSignIn: boolean;
}

/** What the page has, in its order: id of the heading, and what it is called here. */
const SECTIONS: readonly (readonly [id: string, name: MessageKey])[] = [
  ['bucket', 'options_section_bucket'],
  ['sign-in', 'sign_in_heading'],
  ['preferences', 'preferences_title'],
  ['links', 'links_title'],
  ['site-access', 'site_access_title'],
  ['share', 'index_share'],
  ['setup-guide', 'index_guide'],
  ['diagnostics', 'diagnostics_title'],
];

/** A section is the current one once its heading has come so near to the window's upper edge, in CSS pixels. */
const CURRENT_BELOW = 160;

/** Links to the sections of the page beside them; says which one is being read. */
export function PageIndex({ hasSignIn }: PageIndexProps) {
  const [current, setCurrent] = useState(SECTIONS[0]?.[0]);
  useEffect(() => {
    const look = (): void => setCurrent(currentSection());
    look();
    addEventListener('scroll', look, { passive: true });
    addEventListener('resize', look);
    return () => {
      removeEventListener('scroll', look);
      removeEventListener('resize', look);
    };
  }, []);
  return (
    <nav class="page-index" aria-label={message('index_label')}>
      <ul>
        {SECTIONS.filter(([id]) => hasSignIn || id !== 'sign-in').map(([id, name]) => (
          <li key={id}>
            <a
              href={`#${id}`}
              aria-current={id === current ? 'location' : undefined}
              onClick={() => unfold(id)}
            >
              {message(name)}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}

/** The last one whose heading was scrolled past; at the foot of the page the last of all, which never gets to the top. */
function currentSection(): string | undefined {
  const there = SECTIONS.map(([id]) => document.getElementById(id)).filter(element => element !== null);
  const { scrollHeight, clientHeight, scrollTop } = document.documentElement;
  if (scrollTop > 0 && scrollTop + clientHeight >= scrollHeight - 2) return there.at(-1)?.id;
  const passed = there.filter(element => element.getBoundingClientRect().top < CURRENT_BELOW);
  return (passed.at(-1) ?? there[0])?.id;
}

/** Whoever goes to what is folded away wants to read it. */
function unfold(id: string): void {
  const section = document.getElementById(id);
  if (section instanceof HTMLDetailsElement) section.open = true;
}
