/** Text of a library's file that does nothing here, and what stands in its place. */
export interface LibraryCut {
  /** The end of the file's path. */
  readonly module: string;
  readonly text: RegExp;
  readonly replacement: string;
}

const CORE = '@smithy/core/dist-es/submodules';
const PROTOCOLS = '@aws-sdk/core/dist-es/submodules/protocols';
const SIGNATURE = '@smithy/signature-v4/dist-es/SignatureV4';
const UPLOAD = '@aws-sdk/lib-storage/dist-es/Upload.js';

const cuts = (module: string, ...texts: readonly (readonly [text: RegExp, replacement?: string])[]) =>
  texts.map(([text, replacement = '']): LibraryCut => ({ module, text, replacement }));

/** A method of a class. */
const method = (name: string): readonly [RegExp] => [
  new RegExp(
    `^ {4}(async |static |\\*)*${name.replace(/[[\].]/g, '\\$&')}\\(.*\\) \\{\\n(.*\\n)*? {4}\\}\\n`,
    'm',
  ),
];

/** What is in files of the AWS SDK of which something else is needed, and does nothing here. */
export const SDK_CUTS: readonly LibraryCut[] = [
  // lib-storage's client (`src/aws/managed-upload.ts`) tells nobody how far a request is, and completes nothing: neither
  // the address nor the parts' checksums go anywhere. It is given its arguments by one caller, without tags, and leaves
  // what it has sent where it is.
  ...cuts(
    UPLOAD,
    [/requestHandler instanceof EventEmitter \? requestHandler : null/g, 'null'],
    [/this\.__notifyProgress\(\{.*?\}\);/gs],
    [/let endpoint = resolved\[1\];.*?\}\)\(\);/s],
    [/\n *Location,/],
    [/(\s*\.\.\.\(partResult\.Checksum\w+ && \{.*?\}\),)+/],
    [/await this\.markUploadAsAborted\(\)(\.catch\(\(abortError\) => \{\n(.*\n)*? {16}\}\))?;/g],
    method('markUploadAsAborted'),
    [/if \(this\.tags\.length\) \{\n(.*\n)*? {8}\}\n/],
    [/if \(typeof result\?\.Location === "string".*\{\n(.*\n)*? {12}\}\n/],
    [/this\.__validateInput\(\);/],
    method('__validateInput'),
    [/\nThe expected part count(.*\n)*?(?=`\);)/],
  ),

  // Events, which none of the operations sends or is answered with; prefixes of hosts, which S3 has none of; kinds of
  // endpoints and errors of other protocols.
  ...cuts(
    `${CORE}/protocols/HttpProtocol.js`,
    [/"url" in endpoint/, 'false'],
    method('setHostPrefix'),
    method('resolveError'),
    method('serializeEventStream'),
    method('deserializeEventStream'),
    method('loadEventStreamCapability'),
    method('getEventStreamMarshaller'),
    method('resolveEventStreamMarshaller'),
    method('getDefaultContentType'),
    method('deserializeHttpMessage'),
  ),
  ...cuts(
    `${CORE}/protocols/HttpBindingProtocol.js`,
    [/this\.setHostPrefix\(.*\);/],
    [/if \(eventStream\) \{\n(.*\n)*? {8}\}\n/],
    [/stream === 2/g, 'false'],
    // All there are can do it.
    [/typeof (de)?serializer\.(read|write)Codec === "function"/g, 'true'],
    [/!directSerializer/g, 'false'],
    [/\bdirect(S|Des)erializer(?=\s*\?\s)/g, 'true'],
    [/if \(directSerializer\)/g, 'if (true)'],
  ),
  ...cuts(
    `${CORE}/client/smithy-client/command.js`,
    [/const marker = schema\?\.\[operationEventStreamMarker\];\n(.*\n)*?(?= {8}return stack\.resolve)/],
    [/\.\.\.\(options\?\.metricsRecorder .*\),/],
    [/if \(requestOptions\.metricsRecorder\) \{\n(.*\n)*? {8}\}\n/],
  ),
  ...cuts(
    `${CORE}/schema/schemas/NormalizedSchema.js`,
    method('getEventStreamMember'),
    method('[Symbol.hasInstance]'),
  ),
  ...cuts(`${CORE}/schema/TypeRegistry.js`, method('find'), method('clear')),
  ...cuts(`${PROTOCOLS}/xml/XmlShapeDeserializer.js`, [
    /const isEventPayload = (.*\n)*?(?= {8}const xmlString = )/,
  ]),
  ...cuts(
    `${PROTOCOLS}/ProtocolLib.js`,
    [/if \(this\.queryCompat\)/, 'if (false)'],
    method('setQueryCompatError'),
    method('queryCompatOutput'),
    method('findQueryCompatibleError'),
  ),
  // What an error is, its name says.
  ...cuts(`${CORE}/client/smithy-client/exceptions.js`, method('isInstance'), method('[Symbol.hasInstance]')),
  // A hint for whoever reads the console.
  ...cuts(`${CORE}/schema/middleware/schemaDeserializationMiddleware.js`, [
    /const hint = `Des(.*\n)*?(?= {12}if \(typeof error\.\$responseBodyText)/,
  ]),
  // Signed are requests; S3's paths are escaped once.
  ...cuts(
    `${SIGNATURE}.js`,
    [/headerFormatter = new HeaderFormatter\(\);/],
    [
      /async sign\(toSign, options\) \{\n(.*\n)*? {4}\}\n/,
      'sign(request, options) { return this.signRequest(request, options); }\n',
    ],
    method('signEvent'),
    method('signMessage'),
    method('signString'),
  ),
  ...cuts(`${SIGNATURE}Base.js`, [/if \(this\.uriEscapePath\)/, 'if (false)']),
  // Strategies of earlier versions, and errors of Node.
  ...cuts(`${CORE}/retry/middleware-retry/retryMiddleware.js`, [
    /if \(retryStrategy\?\.mode\) \{\n(.*\n)*?.*retryStrategy\.retry\(next, args\);\n/,
  ]),
  ...cuts(
    `${CORE}/retry/service-error-classification/service-error-classification.js`,
    [/NODEJS_\w+\.includes\(error\?\.code \|\| ""\) \|\|/g],
    [/isNodeJsHttp2TransientError\(error\) \|\|/],
  ),
];
