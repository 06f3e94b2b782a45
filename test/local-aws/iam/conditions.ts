import { type ConditionKeys, matches } from './pattern';
import { type Conditions, listOf } from './policy-document';

type Comparison = (wanted: string, actual: string, variables: ConditionKeys | null) => boolean;

const equals: Comparison = (wanted, actual, variables) =>
  matches(wanted, actual, { hasWildcards: false, variables });
const isLike: Comparison = (wanted, actual, variables) =>
  matches(wanted, actual, { hasWildcards: true, variables });
const ignoringCase: Comparison = (wanted, actual, variables) =>
  equals(wanted.toLowerCase(), actual.toLowerCase(), variables);
const numeric =
  (holds: (actual: number, wanted: number) => boolean): Comparison =>
  (wanted, actual) =>
    holds(Number(actual), Number(wanted));

/** IAM's operators without `Not` and `IfExists`, which go with each of them. Those for dates and addresses are not served. */
const COMPARISONS: Readonly<Record<string, Comparison>> = {
  StringEquals: equals,
  StringEqualsIgnoreCase: ignoringCase,
  StringLike: isLike,
  ArnEquals: isLike,
  ArnLike: isLike,
  Bool: ignoringCase,
  NumericEquals: numeric((actual, wanted) => actual === wanted),
  NumericLessThan: numeric((actual, wanted) => actual < wanted),
  NumericLessThanEquals: numeric((actual, wanted) => actual <= wanted),
  NumericGreaterThan: numeric((actual, wanted) => actual > wanted),
  NumericGreaterThanEquals: numeric((actual, wanted) => actual >= wanted),
};

/** Whether all of a statement's conditions hold: each operator, each of its keys, one of the key's values. */
export function conditionsHold(
  conditions: Conditions,
  keys: ConditionKeys,
  variables: ConditionKeys | null,
): boolean {
  return Object.entries(conditions).every(([operator, wanted]) =>
    Object.entries(wanted).every(([key, values]) =>
      holds(operator, listOf(values), keys[key.toLowerCase()], variables),
    ),
  );
}

/**
 * IAM User Guide, "Condition operators": a key that the request has not makes a condition false, but one with `Not` or
 * `IfExists` true.
 */
function holds(
  operator: string,
  values: readonly string[],
  actual: string | readonly string[] | undefined,
  variables: ConditionKeys | null,
): boolean {
  if (operator === 'Null') return values.some(value => (value === 'true') === (actual === undefined));
  // `ForAllValues` would hold where there is no value at all, and is not served; a lone value needs no `ForAnyValue`.
  const always = operator.replace(/^ForAnyValue:|IfExists$/gu, '');
  const name = always.replace('Not', '');
  const compare = COMPARISONS[name];
  if (compare === undefined) throw new Error(`The condition operator ${operator} is not served here.`);
  const isNegated = name !== always;
  if (actual === undefined) return isNegated || operator.endsWith('IfExists');
  const isOne = (given: string) => values.some(value => compare(value, given, variables)) !== isNegated;
  return listOf(actual).some(isOne);
}
