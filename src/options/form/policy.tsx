import { type ComponentChildren, createContext } from 'preact';
import { useContext } from 'preact/hooks';
import { isImposed, NO_POLICY, type Policy, type PolicyProblem } from '../../core/policy';
import type { Preferences } from '../../core/preferences';
import { message } from '../../i18n/message';
import { icon } from '../../ui/icons';
import { PROBLEM_TEXTS } from './settings-field';
import './policy.css';

/** What the organization imposes, for all fields of the page. */
export const PolicyContext = createContext<Policy>(NO_POLICY);

export const usePolicy = (): Policy => useContext(PolicyContext);

type NameIn<Fields, Prefix extends string> = `${Prefix}.${keyof Fields & string}`;

/** The preferences' names, as a policy has them. */
type PreferenceName =
  | NameIn<Preferences, 'preferences'>
  | NameIn<Preferences['conversion'], 'preferences.conversion'>
  | NameIn<Preferences['links'], 'preferences.links'>;

interface ImposableProps {
  readonly name: PreferenceName | `settings.${string}`;
  readonly children: ComponentChildren;
}

const LockIcon = icon('M5.5 9h9v7h-9z', 'M7 9V6.7a3 3 0 0 1 6 0V9');

/** A field that can't be edited where the organization has set it, and says so. */
export function Imposable({ name, children }: ImposableProps) {
  if (!isImposed(usePolicy(), name)) return children;
  const id = `imposed-${name.replaceAll('.', '-')}`;
  return (
    <fieldset class="imposed" disabled aria-describedby={id}>
      {children}
      <p id={id} class="imposed-note">
        <LockIcon />
        {message('policy_imposed')}
      </p>
    </fieldset>
  );
}

const sentenceOf = ({ problem }: PolicyProblem): string => {
  if (problem === 'unknown') return message('policy_unknown');
  return message(problem === 'value' ? 'policy_value' : PROBLEM_TEXTS[problem]);
};

/** What can't be imposed as the policy has it, with the names that its author knows. */
export function PolicyNotice() {
  const { problems } = usePolicy();
  if (problems.length === 0) return null;
  return (
    <section class="notice notice-warning policy-problems" role="alert">
      <p class="notice-title">{message('policy_wrong')}</p>
      <p>{message('policy_wrong_next')}</p>
      <ul>
        {problems.map(problem => (
          <li key={problem.name}>
            <code>{problem.name}</code> {sentenceOf(problem)}
          </li>
        ))}
      </ul>
    </section>
  );
}
