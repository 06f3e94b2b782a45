import { fileURLToPath } from 'node:url';

/** A module of the SDK that does what nothing here asks of it, and what takes its place. */
export interface SdkStub {
  /** The end of its path. */
  readonly module: string;
  /** Of what it exports, what is called; the rest is there to be named, by an index that exports it in turn. */
  readonly code: string;
  /**
   * SHA-256 of the module, in hexadecimal, for code that has to do as the module does: when an update of the SDK changes
   * it, the build stops. Then read what changed, do likewise, and write the new sum.
   */
  readonly replaces?: string;
}

/** Modules of the SDK that are needed, for less than they can do. */
export const SDK_REWRITTEN: readonly SdkStub[] = [
  {
    // Makes its table while the worker starts; ours is made when it is needed.
    module: '@smithy/core/dist-es/submodules/checksum/crc32/Crc32Js.js',
    replaces: '3edb3089f1774cafe7ceda7ce598ee0ea07b92f41f395c511963460cdfd46e36',
    code: `
      import { crc32 } from ${JSON.stringify(fileURLToPath(new URL('../src/core/crc32.ts', import.meta.url)))};
      export class Crc32Js {
        value = 0;
        update(bytes) { this.value = crc32(bytes, this.value); }
        async digest() {
          const digest = new Uint8Array(4);
          new DataView(digest.buffer).setUint32(0, this.value);
          return digest;
        }
        reset() { this.value = 0; }
      }`,
  },
  {
    // Sorts what each request goes through. Nothing is taken away again, and nothing replaced but by its like.
    module: '@smithy/core/dist-es/submodules/client/middleware-stack/MiddlewareStack.js',
    replaces: 'e7be4d7f281e4e587144bd3a7f470991f374693ebe0eb9bc35946690bb4d43b8',
    code: `
      const STEPS = ['initialize', 'serialize', 'build', 'finalizeRequest', 'deserialize'];
      const PRIORITIES = ['high', 'normal', 'low'];
      const rank = ({ step, priority }) => STEPS.indexOf(step) * 3 + PRIORITIES.indexOf(priority);
      export const constructStack = (all = []) => {
        const add = (middleware, options = {}) => {
          const { name, override } = options;
          const index = name === undefined ? -1 : all.findIndex(one => one.name === name);
          if (index !== -1 && !override) throw new Error('Duplicate middleware ' + name);
          if (index !== -1) all.splice(index, 1);
          all.push({ step: 'initialize', priority: 'normal', ...options, middleware });
        };
        const withRelatives = one => {
          const relatives = relation => all.filter(other =>
            other.toMiddleware !== undefined && other.relation === relation &&
            [one.name, ...(one.aliases ?? [])].includes(other.toMiddleware));
          return [
            ...relatives('before').flatMap(withRelatives),
            one,
            ...relatives('after').reverse().flatMap(withRelatives),
          ];
        };
        const stack = {
          add,
          addRelativeTo: add,
          use: plugin => plugin.applyToStack(stack),
          applyToStack: other => all.forEach(({ middleware, ...options }) => other.add(middleware, options)),
          clone: () => constructStack([...all]),
          concat: from => {
            const both = stack.clone();
            both.use(from);
            return both;
          },
          resolve: (handler, context) => {
            const list = all
              .filter(one => one.toMiddleware === undefined)
              .sort((one, other) => rank(one) - rank(other))
              .flatMap(withRelatives);
            if (list.length !== all.length) throw new Error('Middleware beside none');
            return list.reduceRight((next, { middleware }) => middleware(next, context), handler);
          },
        };
        return stack;
      };`,
  },
  {
    // What `src/aws/s3-clients.ts` hands over alone sends requests; they have no time limit, and end with their signal.
    module: '@smithy/fetch-http-handler/dist-es/fetch-http-handler.js',
    replaces: '617452eaa98d33e9d8be4e770e1eb4cccac7fbc37b557a2381f808ab079763df',
    code: `
      import { buildQueryString, HttpResponse } from '@smithy/core/protocols';
      const aborted = ({ reason }) => Object.assign(new Error('Request aborted', { cause: reason }), { name: 'AbortError' });
      export class FetchHttpHandler {
        static create(options) { return Object.assign(new FetchHttpHandler(), options); }
        async handle({ protocol, hostname, port, path, query = {}, headers, method, body }, { abortSignal: signal } = {}) {
          if (signal?.aborted) throw aborted(signal);
          const search = buildQueryString(query);
          const url = protocol + '//' + hostname + (port ? ':' + port : '') + path + (search && '?' + search);
          try {
            const request = new Request(url, {
              method,
              headers,
              body: method === 'GET' || method === 'HEAD' ? undefined : body,
              signal,
            });
            const response = await this.customFetch(request);
            return {
              response: new HttpResponse({
                headers: Object.fromEntries(response.headers),
                reason: response.statusText,
                statusCode: response.status,
                body: response.body ?? (await response.blob()),
              }),
            };
          } catch (error) {
            throw signal?.aborted ? aborted(signal) : error;
          }
        }
      }`,
  },
  {
    // Documents are sent by CompleteMultipartUpload and DeleteObjects alone: structures, lists without an element of their
    // own, and texts.
    module: '@aws-sdk/core/dist-es/submodules/protocols/xml/XmlShapeSerializer.js',
    replaces: '04c3ca79a6545aabcba782be86d75eead38e9d4413f8d70ddb5bb8ecc94deec4',
    code: `
      import { NormalizedSchema } from '@smithy/core/schema';
      const escaped = value =>
        String(value).replace(/[&<>"'\\r\\n\\u0085\\u2028]/g, character => '&#' + character.charCodeAt(0) + ';');
      const members = (schema, value) =>
        [...schema.structIterator()].flatMap(([name, member]) => {
          const tag = member.getMergedTraits().xmlName ?? name;
          const each = member.isListSchema() ? member.getValueSchema() : member;
          return [value[name] ?? []].flat().map(one => '<' + tag + '>' + contentOf(each, one) + '</' + tag + '>');
        });
      const contentOf = (schema, value) =>
        schema.isStructSchema() ? members(schema, value).join('') : escaped(value);
      export class XmlShapeSerializer {
        constructor({ xmlNamespace }) { this.xmlNamespace = xmlNamespace; }
        setSerdeContext() {}
        write(of, value) {
          const schema = NormalizedSchema.of(of);
          const tag = schema.getMergedTraits().xmlName ?? schema.getName();
          this.text = '<' + tag + ' xmlns="' + this.xmlNamespace + '">' + contentOf(schema, value) + '</' + tag + '>';
        }
        flush() { return this.text; }
      }`,
  },
];
