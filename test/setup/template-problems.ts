import { loadAwsServiceSpecSync } from '@aws-cdk/aws-service-spec';
import type { Property, PropertyType, Resource } from '@aws-cdk/service-spec-types';
import { isObject } from '../browser/json-object';

const spec = loadAwsServiceSpecSync();

/** Longest `TemplateBody` (AWS CloudFormation API reference, CreateStack). */
const MAX_TEMPLATE_BYTES = 51_200;

/** Intrinsic functions and pseudo parameters that the template uses; whatever else looks like one is a mistake. */
const FUNCTIONS = ['Ref', 'Fn::GetAtt', 'Fn::Join', 'Fn::Base64', 'Fn::Select', 'Fn::Split'];

const PSEUDO_PARAMETERS = ['AWS::AccountId', 'AWS::StackId', 'AWS::StackName'];

/** What CloudFormation would refuse of a template, by AWS's own resource schemas; empty when that is nothing. */
export function templateProblems(template: object): string[] {
  const { Resources: resources, Outputs: outputs } = Object.fromEntries(Object.entries(template));
  if (!isObject(resources)) return ['Resources: missing'];
  const bytes = Buffer.byteLength(JSON.stringify(template));
  return [
    ...(bytes > MAX_TEMPLATE_BYTES ? [`the template: ${bytes} bytes`] : []),
    ...Object.entries(resources).flatMap(([name, resource]) => resourceProblems(name, resource)),
    ...referenceProblems('Resources', resources, resources),
    ...referenceProblems('Outputs', outputs, resources),
    ...Object.keys(resources)
      .filter(name => reachedFrom(name, resources).has(name))
      .map(name => `${name}: needs itself`),
  ];
}

/** The resources that have to be there before another. */
function reachedFrom(
  name: string,
  resources: Readonly<Record<string, unknown>>,
  seen = new Set<string>(),
): ReadonlySet<string> {
  for (const next of namesIn(resources[name])) {
    if (seen.has(next)) continue;
    seen.add(next);
    reachedFrom(next, resources, seen);
  }
  return seen;
}

function namesIn(value: unknown): readonly string[] {
  if (Array.isArray(value)) return value.flatMap(namesIn);
  if (!isObject(value)) return [];
  return Object.entries(value).flatMap(([key, inner]) => {
    const names = Array.isArray(inner) ? inner : [inner];
    if (key === 'Fn::GetAtt') return [String(names[0])];
    return key === 'Ref' || key === 'DependsOn' ? names.map(String) : namesIn(inner);
  });
}

const typeOf = (resource: unknown): Resource | undefined =>
  isObject(resource) && typeof resource['Type'] === 'string'
    ? spec.lookup('resource', 'cloudFormationType', 'equals', resource['Type'])[0]
    : undefined;

function resourceProblems(name: string, resource: unknown): string[] {
  const type = typeOf(resource);
  if (!isObject(resource) || type === undefined) return [`${name}: no type that AWS has`];
  const known = ['Type', 'Properties', 'DependsOn', 'DeletionPolicy', 'UpdateReplacePolicy'];
  return [
    ...Object.keys(resource)
      .filter(key => !known.includes(key))
      .map(key => `${name}.${key}: no attribute`),
    ...(/^[A-Za-z0-9]{1,255}$/.test(name) ? [] : [`${name}: no logical id`]),
    ...propertyProblems(name, type.properties, resource['Properties'] ?? {}),
  ];
}

function propertyProblems(path: string, known: Readonly<Record<string, Property>>, given: unknown): string[] {
  if (!isObject(given)) return [`${path}: no object`];
  const missing = Object.entries(known).filter(([key, { required }]) => required === true && !(key in given));
  return [
    ...missing.map(([key]) => `${path}.${key}: missing`),
    ...Object.entries(given).flatMap(([key, value]) => {
      const property = Object.hasOwn(known, key) ? known[key] : undefined;
      return property === undefined
        ? [`${path}.${key}: no such property`]
        : valueProblems(`${path}.${key}`, property.type, value);
    }),
  ];
}

/** What a function comes to is known to AWS only. */
const isFunction = (value: unknown): boolean =>
  isObject(value) && Object.keys(value).length === 1 && FUNCTIONS.includes(Object.keys(value)[0] ?? '');

function valueProblems(path: string, type: PropertyType, value: unknown): string[] {
  if (isFunction(value)) return [];
  const unless = (right: boolean): string[] => (right ? [] : [`${path}: no ${type.type}`]);
  switch (type.type) {
    case 'string':
      return unless(typeof value === 'string' && (type.allowedValues?.includes(value) ?? true));
    case 'boolean':
      return unless(typeof value === 'boolean');
    case 'integer':
    case 'number':
      return unless(typeof value === 'number');
    case 'array':
      if (!Array.isArray(value)) return unless(false);
      return value.flatMap((one, index) => valueProblems(`${path}[${index}]`, type.element, one));
    case 'map':
      if (!isObject(value)) return unless(false);
      return Object.entries(value).flatMap(([key, one]) =>
        valueProblems(`${path}.${key}`, type.element, one),
      );
    case 'ref':
      return propertyProblems(path, spec.get('typeDefinition', type.reference.$ref).properties, value);
    case 'union': {
      const each = type.types.map(one => valueProblems(path, one, value));
      return each.some(problems => problems.length === 0) ? [] : (each[0] ?? []);
    }
    default:
      return unless(type.type === 'json' || type.type === 'tag');
  }
}

/** Names of resources and of their attributes that are nowhere. */
function referenceProblems(
  path: string,
  value: unknown,
  resources: Readonly<Record<string, unknown>>,
): string[] {
  if (Array.isArray(value))
    return value.flatMap((one, index) => referenceProblems(`${path}[${index}]`, one, resources));
  if (!isObject(value)) return [];
  return Object.entries(value).flatMap(([key, inner]) => {
    const at = `${path}.${key}`;
    if (key === 'Ref' || key === 'DependsOn') {
      const names = Array.isArray(inner) ? inner : [inner];
      const known = [...Object.keys(resources), ...(key === 'Ref' ? PSEUDO_PARAMETERS : [])];
      return names.every(name => known.includes(String(name))) ? [] : [`${at}: nowhere`];
    }
    if (key === 'Fn::GetAtt' && Array.isArray(inner)) {
      const type = typeOf(resources[String(inner[0])]);
      return type !== undefined && String(inner[1]) in type.attributes ? [] : [`${at}: nowhere`];
    }
    const isPair = Array.isArray(inner) && inner.length === 2;
    const isCallable = key === 'Fn::Base64' || (FUNCTIONS.includes(key) && isPair);
    const isCall = key.startsWith('Fn::');
    return isCall && !isCallable ? [`${at}: no function`] : referenceProblems(at, inner, resources);
  });
}
