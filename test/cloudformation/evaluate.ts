import { isObject } from '../browser/json-object';

/** What there is of a resource once it was made. */
export interface MadeResource {
  /** What `Ref` comes to. */
  readonly ref: string;
  /** What `Fn::GetAtt` comes to. */
  readonly attributes?: Readonly<Record<string, string>>;
}

/** Resources by logical id; pseudo parameters, such as `AWS::StackId`, are among them. */
export type MadeResources = Readonly<Record<string, MadeResource>>;

/** A value of a template with CloudFormation's functions carried out. Throws at what is nowhere, or no function. */
export function evaluate(value: unknown, made: MadeResources): unknown {
  if (Array.isArray(value)) return value.map(one => evaluate(one, made));
  if (!isObject(value)) return value;
  const [[name, argument] = [], ...others] = Object.entries(value);
  if (name !== undefined && others.length === 0 && (name === 'Ref' || name.startsWith('Fn::')))
    return call(name, argument, made);
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, evaluate(inner, made)]));
}

function call(name: string, argument: unknown, made: MadeResources): unknown {
  switch (name) {
    case 'Ref':
      return resource(argument, made).ref;
    case 'Fn::GetAtt': {
      const [of, attribute] = pair(argument);
      return known(resource(of, made).attributes?.[String(attribute)], `${String(of)}.${String(attribute)}`);
    }
    case 'Fn::Base64':
      return Buffer.from(text(evaluate(argument, made))).toString('base64');
    case 'Fn::Join': {
      const [separator, parts] = pair(argument);
      return list(evaluate(parts, made)).map(text).join(text(separator));
    }
    case 'Fn::Split': {
      const [separator, joined] = pair(argument);
      return text(evaluate(joined, made)).split(text(separator));
    }
    case 'Fn::Select': {
      const [index, values] = pair(argument);
      return known(list(evaluate(values, made))[Number(index)], `${name} ${String(index)}`);
    }
    default:
      throw new Error(`${name} is none of the functions that Shoebox's template has.`);
  }
}

const resource = (name: unknown, made: MadeResources): MadeResource =>
  known(made[String(name)], String(name));

function known<Value>(value: Value | undefined, what: string): Value {
  if (value === undefined) throw new Error(`${what} is nowhere.`);
  return value;
}

function list(value: unknown): readonly unknown[] {
  if (!Array.isArray(value)) throw new Error(`${JSON.stringify(value)} is no list.`);
  return value;
}

function pair(value: unknown): readonly [unknown, unknown] {
  const [first, second, ...more] = list(value);
  if (second === undefined || more.length > 0) throw new Error(`${JSON.stringify(value)} is no pair.`);
  return [first, second];
}

function text(value: unknown): string {
  if (typeof value !== 'string') throw new Error(`${JSON.stringify(value)} is no text.`);
  return value;
}
