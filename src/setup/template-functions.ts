/** What CloudFormation makes of a resource: its name or id. */
export const ref = (name: string): object => ({ Ref: name });

/** Another of its attributes. */
export const attribute = (resource: string, name: string): object => ({ 'Fn::GetAtt': [resource, name] });

export const joined = (...parts: readonly (string | object)[]): object => ({ 'Fn::Join': ['', parts] });

/** The last part of the stack's own ARN, a GUID: no other stack has it, and a later one of the same name neither. */
export const STACK_GUID: object = {
  'Fn::Select': [2, { 'Fn::Split': ['/', ref('AWS::StackId')] }],
};
