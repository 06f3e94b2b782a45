import type { Plugin } from 'vite';

/** Text of a library's file that does nothing here, and what stands in its place. */
interface LibraryCut {
  /** The end of the file's path. */
  readonly module: string;
  readonly text: RegExp;
  readonly replacement: string;
}

const UPLOAD = '@aws-sdk/lib-storage/dist-es/Upload.js';

const CUTS: readonly LibraryCut[] = [
  // Its client (`src/aws/managed-upload.ts`) tells nobody how far a request is, and completes nothing: neither the address
  // nor the parts' checksums go anywhere.
  {
    module: UPLOAD,
    text: /requestHandler instanceof EventEmitter \? requestHandler : null/g,
    replacement: 'null',
  },
  { module: UPLOAD, text: /this\.__notifyProgress\(\{.*?\}\);/gs, replacement: '' },
  { module: UPLOAD, text: /let endpoint = resolved\[1\];.*?\}\)\(\);/s, replacement: '' },
  { module: UPLOAD, text: /\n *Location,/, replacement: '' },
  { module: UPLOAD, text: /(\s*\.\.\.\(partResult\.Checksum\w+ && \{.*?\}\),)+/, replacement: '' },
  // What it says to whoever calls it with arguments of a wrong kind, which the compiler says as well. What it says of
  // answers stays: it stands behind "Details".
  {
    module: 'oauth4webapi/build/index.js',
    text: /CodedTypeError\('[^']*'/g,
    replacement: "CodedTypeError(''",
  },
];

/** Takes out of libraries what nothing here needs. */
export function libraryCuts(): Plugin {
  return {
    name: 'shoebox:library-cuts',
    enforce: 'pre',
    transform(code, id) {
      const cuts = CUTS.filter(({ module }) => id.endsWith(module));
      if (cuts.length === 0) return null;
      const left = cuts.reduce((rest, { text, replacement }) => {
        // An update of the library may have changed it.
        if (rest.search(text) === -1) this.error(`No such text any more: ${text}`);
        return rest.replace(text, replacement);
      }, code);
      return { code: left, map: null };
    },
  };
}
